"use strict";(()=>{var t=document.documentElement;t.classList.add("js");try{let e=JSON.parse(localStorage.getItem("recto:theme")??"null");("light"===e||"dark"===e)&&(t.dataset.theme=e)}catch{}})();
