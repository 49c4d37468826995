(e=>{e.className="js";try{const t=localStorage.getItem("kb-theme");t&&(e.dataset.theme=t)}catch{}})(document.documentElement)
