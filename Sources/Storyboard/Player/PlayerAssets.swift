/// The player's style sheet and script: the same for every customer, so that a page's policy can name their hashes.
public enum PlayerAssets {
  /// The style sheet; colours follow the page through `currentColor`, and the scenes bring their own.
  public static let style = """
    .bp{margin:0;max-width:60rem;font:inherit}
    .bp [hidden]{display:none!important}
    .bp-stage{position:relative;overflow:hidden;background:#0b2239;border-radius:.75rem;container-type:inline-size}
    .bp-stage>svg{display:block;width:100%;height:auto;pointer-events:none}
    .bp-on .bp-stage>svg{position:absolute;inset:0;height:100%}
    .bp-on .bp-stage:before{content:"";display:block;padding-top:var(--bp-ratio,56.25%)}
    .bp-a{position:absolute;border-radius:.75rem;min-width:24px;min-height:24px}
    .bp-a span{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
    .bp button,.bp-more a{font:inherit;color:inherit;background:none;border:1px solid currentColor;border-radius:.5rem;padding:.4rem .8rem;min-height:2.75rem;cursor:pointer;text-decoration:none}
    .bp .bp-a{border:0;background:none;padding:0;display:block}
    .bp :focus-visible{outline:3px solid #ffbf47;outline-offset:2px;box-shadow:0 0 0 6px #0b2239}
    .bp-cap{min-height:3.2em;margin:.6rem 0;font-size:1.05em;line-height:1.5}
    .bp-bar{display:flex;flex-wrap:wrap;gap:.6rem;align-items:center}
    .bp-bar input{flex:1 1 12rem;min-width:8rem;height:2.75rem;accent-color:currentColor}
    .bp-ch,.bp-more{list-style:none;display:flex;flex-wrap:wrap;gap:.5rem;padding:0;margin:.6rem 0}
    .bp-ch [aria-current=true]{text-decoration:underline;font-weight:700}
    .bp-big{position:absolute;z-index:4;right:4cqw;bottom:4cqw;width:clamp(3.5rem,15cqw,5.5rem);height:clamp(3.5rem,15cqw,5.5rem);border-radius:50%;background:#fff;color:#0b2239;border:0;display:grid;place-items:center;box-shadow:0 4px 24px #0006}
    .bp .bp-big{background:#fff;color:#0b2239;border:0;padding:0;border-radius:50%}
    .bp-big svg{width:44%;height:44%;margin-left:7%}
    .bp .bp-x{position:absolute;right:.75rem;top:.75rem;background:#fff;color:#0b2239;z-index:3}
    .bp-tr{margin:.8rem 0 0}
    .bp-tr summary{min-height:2.75rem;padding:.6rem 0;cursor:pointer;font-weight:600}
    .bp-tr h3{font-size:1em;margin:.8em 0 .2em}
    .bp-tr p{margin:.2em 0}
    @media print{.bp-bar,.bp-ch,.bp-big,.bp-cap{display:none!important}}

    """

  /// The script: time, scenes, captions, actions; it asks for nothing over the network.
  public static let script = """
    (function(){"use strict";
    function init(root){
    var data=JSON.parse(root.querySelector("script[type='application/json']").textContent),L=data.labels,
    stage=root.querySelector(".bp-stage"),svgs=[].slice.call(stage.querySelectorAll(":scope>svg")),
    main=data.scenes.filter(function(s){return !s.popup}),total=data.duration,
    slides=matchMedia("(prefers-reduced-motion: reduce)"),
    time=data.poster,playing=false,last=0,popup=null,popupTime=0,captions=true,started=false,
    $=function(c){return root.querySelector(c)},big=$(".bp-big"),play=$(".bp-play"),seek=$(".bp-seek"),cap=$(".bp-cap"),
    cc=$(".bp-cc"),close=$(".bp-x"),clock=$(".bp-t"),more=$(".bp-more"),chapters=[].slice.call(root.querySelectorAll(".bp-ch button")),
    links=[].slice.call(root.querySelectorAll("[data-action]")),back=null;
    data.scenes.forEach(function(s,i){s.svg=svgs[i];s.n=i;s.svg.pauseAnimations();fit(s.svg);s.texts=counters(s.svg)});
    function bez(a,b,c,d,x){var lo=0,hi=1,t=x,i;for(i=0;i<40;i++){var u=1-t,v=3*u*u*t*a+3*u*t*t*c+t*t*t;if(v>x)hi=t;else lo=t;t=(lo+hi)/2}u=1-t;return 3*u*u*t*b+3*u*t*t*d+t*t*t}
    function sec(v){if(!v)return 0;v=v.trim();var n=parseFloat(v);return /ms$/.test(v)?n/1000:/min$/.test(v)?n*60:n}
    function counters(svg){return [].map.call(svg.querySelectorAll("[data-count],[data-count-dur],[data-type-dur]"),function(e){
    var a=function(n){return e.getAttribute(n)},nodes=[],w=document.createTreeWalker(e,4),n;
    while((n=w.nextNode()))nodes.push({n:n,t:n.data});
    return{nodes:nodes,cd:sec(a("data-count")||a("data-count-dur")),cb:sec(a("data-count-begin")),cf:parseFloat(a("data-count-from")||0),cs:(a("data-count-spline")||"0 0 1 1").trim().split(/[\\s,]+/).map(Number),td:sec(a("data-type-dur")),tb:sec(a("data-type-begin"))}})}
    function count(text,from,p){if(p>=1)return text;
    return text.replace(/\\d(?:[.,'\\u2019\\u00a0\\u202f]?\\d)*/,function(run){
    var digits=run.replace(/\\D/g,"");if(digits.length>15)return run;
    var m=/^(.*)([.,])(\\d+)$/.exec(run),dec=0;
    if(m&&m[1].indexOf(m[2])<0){dec=m[3].length;if(dec===3&&!/\\D/.test(m[1])&&m[1]!=="0")dec=0}
    var s=from*Math.pow(10,dec),v=String(Math.max(0,Math.round(s+(Number(digits)-s)*p)));
    while(v.length<dec+1)v="0"+v;
    var skip=Math.max(0,digits.length-v.length),i=0,out="";
    if(v.length>digits.length){i=v.length-digits.length;out=v.slice(0,i)}
    for(var k=0;k<run.length;k++){var c=run[k];if(/\\d/.test(c)){if(skip>0)skip--;else out+=v[i++]}else if(!skip&&i>0)out+=c}
    return out})}
    function graphemes(s){return window.Intl&&Intl.Segmenter?[].concat(Array.from(new Intl.Segmenter().segment(s),function(x){return x.segment})):Array.from(s)}
    function texts(s,t){s.texts.forEach(function(x){var left=Infinity;
    if(x.td){var tp=Math.min(Math.max((t-x.tb)/x.td,0),1);if(tp<1)left=Math.floor(x.nodes.reduce(function(a,n){return a+graphemes(n.t).length},0)*tp+1e-9)}
    x.nodes.forEach(function(n,i){var v=n.t;
    if(x.cd&&i===0)v=count(v,x.cf,bez(x.cs[0],x.cs[1],x.cs[2],x.cs[3],Math.min(Math.max((t-x.cb)/x.cd,0),1)));
    if(left<Infinity){var g=graphemes(v);v=g.slice(0,Math.max(0,left)).join("");left-=g.length}
    if(n.n.data!==v)n.n.data=v})})}
    function fit(svg){var was=svg.hasAttribute("hidden");svg.removeAttribute("hidden");
    [].forEach.call(svg.querySelectorAll("text[data-width]"),function(e){
    var a=function(n,d){return parseFloat(e.getAttribute(n)||d)},w=a("data-width",0),most=a("data-lines",1),lh=a("data-line-height",1.2),least=a("data-smallest",1),
    text=e.textContent,x=e.getAttribute("x")||0,size=parseFloat(getComputedStyle(e).fontSize),scale=1,lines,
    words=text.match(/[\\u2e80-\\u9fff\\uf900-\\ufaff]|[^\\s\\-\\u2e80-\\u9fff\\uf900-\\ufaff]*[\\s\\-\\u2013]+|[^\\s\\-\\u2e80-\\u9fff\\uf900-\\ufaff]+/g)||[text];
    if(!w)return;
    for(;;){e.setAttribute("font-size",size*scale);lines=[""];var ok=true;
    words.forEach(function(word){var line=lines[lines.length-1]+word;e.textContent=line.trim();
    if(e.getComputedTextLength()>w&&lines[lines.length-1]){lines.push(word);e.textContent=word.trim()}else lines[lines.length-1]=line;
    if(e.getComputedTextLength()>w)ok=false});
    if(ok&&lines.length<=most||scale<=least)break;scale=Math.max(least,scale-.05)}
    e.textContent="";lines.forEach(function(l,i){var t=document.createElementNS("http://www.w3.org/2000/svg","tspan");t.setAttribute("x",x);if(i)t.setAttribute("dy",size*scale*lh);t.textContent=l.trim();e.appendChild(t)})});
    if(was)svg.setAttribute("hidden","")}
    function mmss(t){t=Math.floor(t+1e-6);return Math.floor(t/60)+":"+("0"+t%60).slice(-2)}
    function at(t){var s=main[0];main.forEach(function(x){if(x.start<=t+1e-9)s=x});return s}
    function show(s,t,z){s.svg.removeAttribute("hidden");s.svg.style.zIndex=z;
    var own=slides.matches?1e4:t;s.svg.setCurrentTime(own);texts(s,own)}
    function look(s,o,x,c){s.svg.style.opacity=o;s.svg.style.transform=x?"translateX("+x+"%)":"";s.svg.style.clipPath=c?"inset(0 0 0 "+c+"%)":""}
    function draw(){var cur=popup||at(time),own=popup?popupTime:time-cur.start,i=main.indexOf(cur);
    data.scenes.forEach(function(s){if(s!==cur)s.svg.setAttribute("hidden","")});
    look(cur,1);show(cur,own,2);
    if(!popup&&!slides.matches&&i>0&&cur.transition&&own<cur.transition.duration){
    var p=bez(.42,0,.58,1,own/cur.transition.duration),prev=main[i-1];look(prev,1);show(prev,time-prev.start,1);
    if(cur.transition.kind==="crossfade")look(cur,p);else if(cur.transition.kind==="slide")look(cur,1,100*(1-p));else look(cur,1,0,100*(1-p))}
    links.forEach(function(l){var a=data.scenes[l.dataset.scene].actions[l.dataset.action],on=started&&data.scenes[l.dataset.scene]===cur&&own>=a.from-1e-6&&own<=a.to+1e-6;
    if(!on&&document.activeElement===l)play.focus();l.hidden=!on});
    more.hidden=!more.querySelector("[data-action]:not([hidden])");
    var words=captions&&started?cur.caption||"":"";if(cap.textContent!==words)cap.textContent=words;
    seek.value=Math.round(time*10);seek.setAttribute("aria-valuetext",mmss(time)+" / "+mmss(total)+(cur.chapter?", "+cur.chapter:""));
    clock.textContent=mmss(time)+" / "+mmss(total);
    var ch=null;main.forEach(function(s){if(s.chapter&&s.start<=time+1e-9)ch=s.id});
    chapters.forEach(function(b){b.setAttribute("aria-current",b.dataset.go===ch)});
    play.textContent=playing?L.pause:L.play;big.hidden=started;close.hidden=!popup;
    root.dataset.state=playing?"playing":"paused";root.dataset.time=time.toFixed(2);root.dataset.scene=cur.id}
    function tick(now){if(!playing)return;var d=Math.min(.25,(now-last)/1000);last=now;
    if(popup)popupTime+=d;else{time+=d;if(time>=total){time=total;playing=false}}
    draw();if(playing)requestAnimationFrame(tick)}
    function go(on){if(on&&!started){started=true;time=0}if(on&&time>=total&&!popup)time=0;
    playing=on;if(on){last=performance.now();requestAnimationFrame(tick)}draw()}
    function to(t){started=true;popup=null;time=Math.min(Math.max(t,0),total);draw()}
    function shut(){if(!popup)return;popup=null;var b=back;back=null;draw();if(b&&!b.hidden)b.focus();else play.focus()}
    play.addEventListener("click",function(){go(!playing)});
    big.addEventListener("click",function(){go(true);play.focus()});
    seek.addEventListener("input",function(){to(seek.value/10)});
    cc.addEventListener("click",function(){captions=!captions;cc.setAttribute("aria-pressed",captions);draw()});
    close.addEventListener("click",shut);
    chapters.forEach(function(b){b.addEventListener("click",function(){main.forEach(function(s){if(s.id===b.dataset.go)to(s.start)})})});
    links.forEach(function(l){var a=data.scenes[l.dataset.scene].actions[l.dataset.action];
    if(a.boxes&&a.boxes[data.layout]&&l.classList.contains("bp-a")){var b=a.boxes[data.layout];l.style.left=100*b[0]/data.width+"%";l.style.top=100*b[1]/data.height+"%";l.style.width=100*b[2]/data.width+"%";l.style.height=100*b[3]/data.height+"%";l.style.zIndex=3}
    l.addEventListener("click",function(){if(a.kind==="scene")main.forEach(function(s){if(s.id===a.target)to(s.start)});
    else if(a.kind==="popup")data.scenes.forEach(function(s){if(s.popup&&s.id===a.target){back=l;popup=s;popupTime=0;draw();close.focus()}});
    else go(false)})});
    root.addEventListener("keydown",function(e){if(e.altKey||e.ctrlKey||e.metaKey)return;var k=e.key;
    if(k==="Escape"&&popup){shut()}else if(/^(A|BUTTON|SUMMARY)$/.test(e.target.tagName)&&(k===" "||k==="Enter"))return;
    else if(k===" "||k==="k"){go(!playing)}else if(k==="ArrowRight"){to(time+5)}else if(k==="ArrowLeft"){to(time-5)}else if(k==="c"){cc.click()}
    else if(e.target===seek&&k==="Home"){to(0)}else if(e.target===seek&&k==="End"){to(total)}else return;
    e.preventDefault()});
    seek.max=Math.round(total*10);stage.style.setProperty("--bp-ratio",100*data.height/data.width+"%");
    root.classList.add("bp-on");[].forEach.call(root.querySelectorAll("[data-needs-script]"),function(e){e.hidden=false});
    $(".bp-tr").open=false;draw()}
    [].forEach.call(document.querySelectorAll(".bp"),init)})();

    """
}
