using SmartCloud.Configuration;

namespace SmartCloud.Startup;

/// <summary>Says where the story can be seen.</summary>
internal static class WhereToClick
{
    /// <summary>Prints the steps.</summary>
    /// <param name="options">Where everything is.</param>
    /// <param name="output">Where to print.</param>
    public static void Print(SmartCloudOptions options, TextWriter output)
    {
        var smartCloud = options.PublicAddress!;
        output.WriteLine(
            $"""

              SmartCloud, the accounting system    {smartCloud}
              Altinn and Maskinporten, the sandbox {options.Altinn.BaseAddress}
              Krav og betalinger, the API          {options.KravOgBetalinger.BaseAddress}

              1. Register SmartCloud: {new Uri(smartCloud, "setup")}
              2. Open a customer and choose "Koble til": {smartCloud}
              3. Approve as STADIG KONSERT, daily leader of TILFELDIG SUBTIL APE, and see the claims.
                 For the accountants, approve as DRESS MINST of TILBAKEHOLDEN USYMMETRISK TIGER AS, and add clients.

            """
        );
    }
}
