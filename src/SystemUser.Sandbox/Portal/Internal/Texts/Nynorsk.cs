using System.Collections.Frozen;

namespace SystemUser.Sandbox.Portal.Internal.Texts;

/// <summary>The portal's words in nynorsk, by those in bokmål. Where the two are the same, there is no entry.</summary>
internal static class Nynorsk
{
    private static readonly FrozenDictionary<string, string> s_byBokmaal = new Dictionary<string, string>(
        StringComparer.Ordinal
    )
    {
        ["Hopp til innholdet"] = "Hopp til innhaldet",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static string Of(string bokmaal) => s_byBokmaal.GetValueOrDefault(bokmaal, bokmaal);
}
