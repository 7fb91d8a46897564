"use strict";(()=>{var t=document.currentScript.dataset.target??"";location.replace(t.split("#")[0]+location.search+(location.hash||t.replace(/^[^#]*/,"")))})();
