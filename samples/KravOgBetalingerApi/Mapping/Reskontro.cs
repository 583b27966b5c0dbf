namespace KravOgBetalingerApi.Mapping;

/// <summary>The two ledgers behind the register, told apart by their ids: <c>KRAV-…</c> and <c>FORF-…</c>, or digits alone.</summary>
internal static class Reskontro
{
    /// <summary>
    /// Tells whether an id is of the ledger of taxes and employer's contributions. It states the currency of a placed payment and the term
    /// of a counter-claim; the ledger of VAT and fees states them on the payment and the claim alone.
    /// </summary>
    public static bool IsSkatt(string id) => char.IsAsciiDigit(id[0]);
}
