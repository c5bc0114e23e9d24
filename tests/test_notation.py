"""Mathematics in plain text, and the same typeset."""

import pytest

from bpcore.notation import indexed, named, typeset


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


def test_a_sentence_names_quantities_as_symbols():
    told = named("w46 falls by 0.02 to −0.3 and w10,12 rises; Err6 < 1 & x1 = 2, θ4.")
    assert told == (
        "<i>w</i><sub>46</sub> falls by 0.02 to −0.3 and <i>w</i><sub>10,12</sub> "
        "rises; <i>Err</i><sub>6</sub> &lt; 1 &amp; <i>x</i><sub>1</sub> = 2, "
        "<i>θ</i><sub>4</sub>."
    )
    for plain_words in ("T = 1", "1e5 and box2", "A2C", "XOR: 2 of 4", "O = 0.5"):
        assert named(plain_words) == plain_words


@pytest.mark.parametrize(
    ("name", "written"),
    [("x1", "x₁"), ("x12", "x₁₂"), ("BMI", "BMI"), ("x", "x"), ("age2 ", "age2 ")],
)
def test_a_variable_with_a_number_is_written_with_an_index(name, written):
    assert indexed(name) == written
