"""What is read out of an open page, and what it must say. Plain data, so testable without a page."""

# Reads the page in one go; works in a page whose own scripts are switched off.
FACTS = """() => {
  const all = [...document.querySelectorAll('*')];
  const attributes = all.flatMap(e => [...e.attributes].map(a => [e.localName, a.name, a.value]));
  const policy = document.querySelector('meta[http-equiv="Content-Security-Policy" i]');
  return {
    text: document.body.innerText,
    content: document.body.textContent,
    title: document.title,
    language: document.documentElement.lang,
    headings: document.querySelectorAll('h1').length,
    links: [...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href')),
    policy: policy ? policy.content : null,
    styled: attributes.filter(([, name]) => name === 'style').map(([element]) => element),
    handlers: attributes.filter(([, name]) => /^on/i.test(name)).map(([e, name]) => e + ' ' + name),
    scripts: document.querySelectorAll('script').length,
    scriptUrls: attributes.filter(([, name, value]) =>
      /^(xlink:)?(href|src|action|formaction)$/i.test(name) && /^\\s*javascript:/i.test(value)).length,
  };
}"""


def structure_problems(facts):
    problems = []
    if facts["headings"] != 1:
        problems.append(f"{facts['headings']} h1 elements instead of one")
    if not facts["title"].strip():
        problems.append("no title")
    if not facts["language"]:
        problems.append("no lang on html")
    if not facts["policy"]:
        problems.append("no Content-Security-Policy")
    elif "default-src 'none'" not in facts["policy"]:
        problems.append("the Content-Security-Policy lacks default-src 'none'")
    elif "unsafe-" in facts["policy"]:
        problems.append("the Content-Security-Policy allows something unsafe")
    problems += [f"style attribute on {element}" for element in facts["styled"]]
    problems += [f"event handler: {handler}" for handler in facts["handlers"]]
    if facts["scripts"]:
        problems.append(f"{facts['scripts']} script elements in a page that needs none")
    if facts["scriptUrls"]:
        problems.append(f"{facts['scriptUrls']} javascript: addresses")
    return problems


def text_problems(facts, record):
    """A customer's name arrives as the text it is, whatever it is made of."""
    text = squeezed(facts["content"])
    problems = [] if text else ["the page has no text"]
    name = squeezed((record or {}).get("customer", {}).get("name", ""))
    if name and name not in text:
        problems.append("the customer's name is not in the text as it stands in the record")
    for leak in ("{{", "{%", "translation missing", "Liquid error"):
        if leak in text and leak not in str(record):
            problems.append(f"the text holds {leak!r}")
    return problems


def squeezed(text):
    return " ".join(text.split())
