"""Tasks as plain text: what is typeset in a lesson can be read in a terminal."""

import pytest

import bpcore as bp
from bpcore.checks.exercise import number
from bpcore.checks.plain import plain


@pytest.mark.parametrize(
    ("latex", "wanted"),
    [
        (r"$w_{46}$ from unit $4$", "w₄₆ from unit 4"),
        (
            r"$Err_j = O_j (1 - O_j)\sum_k Err_k\,w_{jk}$",
            "Errⱼ = Oⱼ (1 − Oⱼ)Σₖ Errₖ wⱼₖ",
        ),
        (r"$\frac{1}{1 + e^{-I_j}}$", "1 / (1 + e^(−Iⱼ))"),
        (r"$\tfrac12 (T - O)^2$", "½ (T − O)²"),
        (r"$\Delta\theta_j = l \cdot Err_j$", "Δθⱼ = l · Errⱼ"),
        (r"$\frac{\partial E}{\partial w_{ij}}$", "(∂E) / (∂wᵢⱼ)"),
        (r"$\frac{c}{t}$, $10^{-10}$", "c / t, 10⁻¹⁰"),
        (r"$0 \le l < 2/\lambda$", "0 ≤ l < 2/λ"),
        (r"$\theta_{\text{out}}$, $w_{10,12}$", "θ_out, w_(10,12)"),
        (r"$\left\{a\right\}$, $50\,\%$", "{a}, 50 %"),
        (r"$$\sqrt{v + \varepsilon}$$", "√(v + ε)"),
        (r"$y^{(t)}$", "y^(t)"),
        ("no mathematics_here, theta", "no mathematics_here, theta"),
    ],
)
def test_mathematics_as_it_would_be_typed(latex, wanted):
    assert plain(latex) == wanted


SIGNS = {
    "alpha": "α", "delta": "δ", "epsilon": "ε", "varepsilon": "ε", "eta": "η",
    "kappa": "κ", "lambda": "λ", "mu": "μ", "sigma": "σ", "theta": "θ", "Delta": "Δ",
    "sum": "Σ", "prod": "Π", "partial": "∂", "infty": "∞", "cdot": "·", "times": "×",
    "pm": "±", "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠", "approx": "≈",
    "to": "→", "dots": "…", "ldots": "…", "cdots": "…", "left": "", "right": "",
    "quad": " ", "qquad": " ", "exp": "exp", "ln": "ln",
}  # fmt: skip


@pytest.mark.parametrize("command", SIGNS)
def test_every_sign(command):
    assert plain(rf"$a \{command}+b$") == plain(f"$a {SIGNS[command]}+b$")


@pytest.mark.parametrize(
    ("latex", "wanted"),
    [
        ("$a_{0123456789+-ijkmnt}$", "a₀₁₂₃₄₅₆₇₈₉₊₋ᵢⱼₖₘₙₜ"),
        ("$a^{0123456789+-intT}$", "a⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁱⁿᵗᵀ"),
        ("$a^k + a_x$", "a^k + a_x"),
        ("$a_{x,y}, a^{(x)}, a^{(x}$", "a_(x,y), a^(x), a^((x)"),
        (r"$\frac{a}{b}$, $\dfrac{a + 1}{b_{12}}$", "a / b, (a + 1) / b₁₂"),
        (r"$\frac{1}{2}$, $\frac12$, $\tfrac34$", "½, ½, 3 / 4"),
        (r"$\sqrt{a}$, $\sqrt{a + b}$", "√a, √(a + b)"),
        (r"$\mathrm{Err}_{4}\mathit{x}\operatorname{max}$", "Err₄xmax"),
        (r"$a\,b\;c\:d\ e\!f$", "a b c d ef"),
        (r"$\theta x$, $\lambda\, w$, $\sum x$", "θx, λ w, Σx"),
        (r"$50\%$, $\{a\}$, $a \& b$, $\#4$", "50%, {a}, a & b, #4"),
        ("$ a$ and $$b $$", "a and b"),
        ("$X_1$, $X2 + XY$", "X₁, X2 + XY"),
    ],
)
def test_signs_brackets_and_spaces(latex, wanted):
    assert plain(latex) == wanted


def test_a_task_is_typeset_in_a_notebook_and_plain_in_a_terminal():
    @number("err", hints=["…"])
    def task(err_6=0.1):
        r"""Unit 6 has $Err_6 = 0.1$; work out $\Delta\theta_6$."""

    assert task.task == r"Unit 6 has $Err_6 = 0.1$; work out $\Delta\theta_6$."
    assert task._repr_markdown_() == task.task
    assert repr(task) == "Unit 6 has Err₆ = 0.1; work out Δθ₆."
    assert task.__doc__ == repr(task)


@pytest.mark.parametrize("name", dir(bp.check))
def test_no_latex_is_left_in_a_plain_task(name):
    assert not set(repr(getattr(bp.check, name))) & set("$\\")
