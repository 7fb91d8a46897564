(()=>{var e=document.documentElement;e.classList.add("js");try{let t=JSON.parse(localStorage.getItem("recto:theme")??"null");(t==="light"||t==="dark")&&(e.dataset.theme=t)}catch{}})();
