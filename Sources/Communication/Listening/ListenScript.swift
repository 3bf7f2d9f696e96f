/// The script by which a page tells its operator what was done with it, and by whom is nobody's to know.
///
/// A visit is a number drawn when the page opens, and kept nowhere. Not `sendBeacon`: it sends the cookies that the
/// browser has for the endpoint's site, and this must not. Who asks not to be tracked is not counted at all.
///
/// The payment page is handed the visit behind a `#`, which goes to no server: only its script can say that it was paid.
enum ListenScript {
  static let text = """
    (function(){"use strict";
    var d=document,at=d.getElementById("listen");
    if(!at||!window.fetch||!window.crypto||navigator.globalPrivacyControl||navigator.doNotTrack==="1")return;
    var box=JSON.parse(at.textContent),told={},visit=btoa(String.fromCharCode.apply(null,crypto.getRandomValues(new Uint8Array(16))))
    .replace(/\\+/g,"-").replace(/\\//g,"_").replace(/=+$/,"");
    function tell(event,name){
    var key=event+" "+name;if(told[key])return;told[key]=true;
    fetch(box.to,{method:"POST",mode:"no-cors",credentials:"omit",keepalive:true,referrerPolicy:"no-referrer",
    headers:{"Content-Type":"text/plain"},
    body:JSON.stringify({v:1,run:box.run,visit:visit,event:event,name:name,groups:box.groups})}).catch(function(){})}
    tell("opened","");
    d.addEventListener("click",function(e){
    var link=e.target.closest&&e.target.closest("[data-listen],[data-kind]");
    if(!link)return;
    var name=link.dataset.listen||link.dataset.kind;tell("action",name);
    if(name==="pay"&&/^https?:/.test(link.href||"")&&!link.hash)link.hash="visit="+box.run+"."+visit});
    [].forEach.call(d.querySelectorAll(".bp"),function(player){
    new MutationObserver(function(){
    if(player.dataset.state==="playing"&&player.dataset.scene)tell("scene",player.dataset.scene)
    }).observe(player,{attributes:true,attributeFilter:["data-scene","data-state"]})})
    })();

    """
}
