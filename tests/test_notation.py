"""Mathematics in plain text, and the same typeset."""

import pytest

from bpcore.notation import typeset


@pytest.mark.parametrize(
    ("words", "html"),
    [
        ("w₄₆ and Err₄", "w<sub>46</sub> and Err<sub>4</sub>"),
        ("w₄, w₄₆, w₄₆₄", "w<sub>4</sub>, w<sub>46</sub>, w<sub>464</sub>"),
        ("w₁₀,₁₂ goes from 10 to 12", "w<sub>10,12</sub> goes from 10 to 12"),
        ("wᵢⱼ, O₁, O₂", "w<sub>ij</sub>, O<sub>1</sub>, O<sub>2</sub>"),
        ("½ λ w², 0.95ⁿ, 10⁻³", "½ λ w<sup>2</sup>, 0.95<sup>n</sup>, 10<sup>−3</sup>"),
        ("O₄² e^(−I)", "O<sub>4</sub><sup>2</sup> e^(−I)"),
        ("w < 0 & 'l' > 1", "w &lt; 0 &amp; &#x27;l&#x27; &gt; 1"),
        ("<b>w₄₆</b>", "&lt;b&gt;w<sub>46</sub>&lt;/b&gt;"),
        ("err_6, sub, sup", "err_6, sub, sup"),
    ],
)
def test_subscripts_are_true_ones_and_markup_stays_text(words, html):
    assert typeset(words) == html
