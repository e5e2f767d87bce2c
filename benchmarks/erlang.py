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
