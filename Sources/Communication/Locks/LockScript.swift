/// The script of a page that asks: makes the key of what the customer types, and puts the page in its own place.
///
/// It holds no secret and is the same for everybody, so that the page's policy can name its hash. What it expects in the
/// page: `#lock`, the box; a form `data-lock` with one field; `data-lock-wrong`, shown after a wrong answer;
/// `data-lock-link`, shown when the address has no secret; `data-lock-old`, when the browser cannot decrypt.
enum LockScript {
  static let text = """
    (function(){"use strict";
    var d=document,box=JSON.parse(d.getElementById("lock").textContent),form=d.querySelector("form[data-lock]"),
    field=form.querySelector("input"),wrong=d.querySelector("[data-lock-wrong]"),busy=false,
    purpose=new TextEncoder().encode(box.purpose);
    function bytes(t){var s=atob(t.replace(/-/g,"+").replace(/_/g,"/")),a=new Uint8Array(s.length);
    for(var i=0;i<s.length;i++)a[i]=s.charCodeAt(i);return a}
    function instead(name){form.hidden=true;d.querySelector("[data-lock-"+name+"]").hidden=false}
    function key(word,secret){var c=crypto.subtle;
    return c.importKey("raw",new TextEncoder().encode(word),"PBKDF2",false,["deriveBits"]).then(function(k){
    return c.deriveBits({name:"PBKDF2",hash:"SHA-256",salt:new TextEncoder().encode(box.salt),iterations:box.iterations},k,256)
    }).then(function(b){return c.importKey("raw",b,"HKDF",false,["deriveKey"])}).then(function(k){
    return c.deriveKey({name:"HKDF",hash:"SHA-256",salt:bytes(secret),info:purpose},k,{name:"AES-GCM",length:256},false,["decrypt"])})}
    function show(text){
    var page=new DOMParser().parseFromString(new TextDecoder().decode(text),"text/html");
    d.replaceChild(d.adoptNode(page.documentElement),d.documentElement);
    [].forEach.call(d.querySelectorAll("script:not([type])"),function(old){
    var script=d.createElement("script");script.textContent=old.textContent;old.replaceWith(script)});
    var main=d.querySelector("main");if(main)main.focus();scrollTo(0,0)}
    var secret=location.hash.slice(1);
    if(!/^[\\w-]{22}$/.test(secret))return instead("link");
    if(!window.crypto||!crypto.subtle||!window.TextEncoder)return instead("old");
    form.hidden=false;
    form.addEventListener("submit",function(e){
    e.preventDefault();if(busy)return;busy=true;wrong.hidden=true;
    var word=field.value.toUpperCase().replace(/[^A-Z0-9]/g,"");
    key(word,secret).then(function(k){
    return crypto.subtle.decrypt({name:"AES-GCM",iv:bytes(box.nonce),additionalData:purpose},k,bytes(box.data))
    }).then(show,function(){busy=false;wrong.hidden=false;field.focus();field.select()})})
    })();

    """
}
