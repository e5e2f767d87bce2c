"""Erlang's formulas, as yardsticks of the distribution: waits of memoryless callers before equal advisers."""

from math import exp, lgamma, log


def erlang_a(*, arrivals: float, handling: float, patience: float, advisers: int) -> tuple[float, float]:
    """Return the mean wait in seconds (0 for those served at once, given up included) and the share that gives up.

    M/M/n+M in its steady state: `arrivals` a second, mean `handling` and `patience` in seconds. Stationary
    probabilities by summation (Palm 1957; Mandelbaum and Zeltyn, "The Palm/Erlang-A queue", 2005, section 3).
    """
    load, leave = arrivals * handling, 1 / patience
    logs = [n * log(load) - lgamma(n + 1) for n in range(advisers + 1)]
    waiting = 0
    while logs[-1] > max(logs) - 40 or waiting < 10:
        waiting += 1
        logs.append(logs[-1] + log(arrivals / (advisers / handling + waiting * leave)))
    weights = [exp(one - max(logs)) for one in logs]
    total = sum(weights)
    queue = sum(weights[advisers + number] * number for number in range(1, waiting + 1)) / total
    return queue / arrivals, queue * leave / arrivals


def share_within(seconds: float, *, arrivals: float, handling: float, patience: float, advisers: int) -> float:
    """Return the share of all callers answered within so many seconds (M/M/n+M).

    A caller who finds `ahead` waiting moves up when somebody talking ends or somebody ahead gives up, and may give up
    too: a chain that is followed through time by uniformization (Jensen 1953).
    """
    load, leave = arrivals * handling, 1 / patience
    logs = [n * log(load) - lgamma(n + 1) for n in range(advisers + 1)]
    while logs[-1] > max(logs) - 40 or len(logs) < advisers + 10:
        logs.append(logs[-1] + log(arrivals / (advisers / handling + (len(logs) - advisers) * leave)))
    weights = [exp(one - max(logs)) for one in logs]
    total = sum(weights)
    served = sum(weights[:advisers]) / total
    ahead = [weight / total for weight in weights[advisers:]]
    rates = [advisers / handling + place * leave for place in range(len(ahead))]
    fastest = rates[-1] + leave
    mean, term, steps = fastest * seconds, exp(-fastest * seconds), 0
    left, sofar, answer = 1.0, 0.0, 0.0
    while left > 1e-9 and steps < 100_000:
        answer += term * sofar
        left -= term
        sofar += ahead[0] * rates[0] / fastest
        ahead = [
            here * (1 - (rate + leave) / fastest)
            + (ahead[place + 1] * rates[place + 1] / fastest if place + 1 < len(ahead) else 0.0)
            for place, (here, rate) in enumerate(zip(ahead, rates, strict=True))
        ]
        steps += 1
        term *= mean / steps
    return served + answer
