"""What figures are to reach: each a line `figure, ours, peer, ratio, reach, met|short`, and all of them as JSON."""


class Reaches:
    def __init__(self):
        self.rows = []

    def at_least(self, figure, ours, peer, ratio, reach):
        self._add(figure, ours, peer, ratio, reach, ">=", ratio >= reach)

    def at_most(self, figure, ours, peer, ratio, reach):
        self._add(figure, ours, peer, ratio, reach, "<=", ratio <= reach)

    def _add(self, figure, ours, peer, ratio, reach, sign, holds):
        row = {"figure": figure, "ours": ours, "peer": peer, "ratio": round(ratio, 3), "reach": f"{sign} {reach}",
               "result": "met" if holds else "short"}
        self.rows.append(row)
        print("  " + ", ".join(str(value) for value in row.values()), flush=True)

    def close(self):
        short = [row["figure"] for row in self.rows if row["result"] == "short"]
        print(f"\n{len(self.rows) - len(short)} of {len(self.rows)} reached" + "".join(f"\n  short: {name}" for name in short))
