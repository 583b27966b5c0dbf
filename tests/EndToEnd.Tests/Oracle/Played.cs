using System.Globalization;
using System.Text.Json;

namespace EndToEnd.Tests.Oracle;

/// <summary>A case, and what the sample did.</summary>
/// <param name="Case">The case.</param>
/// <param name="Status">The status of the answer.</param>
/// <param name="Challenge">Its header <c>WWW-Authenticate</c>.</param>
/// <param name="RetryAfter">Its header <c>Retry-After</c>.</param>
/// <param name="Body">Its body.</param>
/// <param name="Asked">What Altinn was asked.</param>
/// <param name="TraceId">The trace, by which the audit records are found.</param>
public sealed record Played(
    Case Case,
    int Status,
    string? Challenge,
    string? RetryAfter,
    string Body,
    string Asked,
    string TraceId
)
{
    private const string NotToldApart = "Tilgangen kan ikke kontrolleres nå, prøv igjen senere";
    private const int LongestWait = 30;

    /// <summary>How the sample puts the package's codes into words.</summary>
    private static readonly (string Beginning, string Code)[] s_sentences =
    [
        ("Token mangler", "token-missing"),
        ("Tokenet er utløpt", "token-expired"),
        ("Tokenet er fra et annet miljø", "token-wrong-issuer"),
        ("Tokenet er ugyldig", "token-invalid"),
        ("Tokenet gjelder ikke en systembruker", "system-user-required"),
        ("Tokenets systembruker er ugyldig", "system-user-invalid"),
        ("Tokenet mangler scope", "insufficient-scope"),
        ("Partsidentifikator må være", "party-invalid"),
        ("Altinn kjenner ikke", "party-unknown"),
        ("Systembrukeren mangler rettigheten", "right-missing"),
        ("Rettigheten", "obligation-not-met"),
        ("For mange kall", "too-many-questions"),
    ];

    /// <summary>Tells the answer in the words of the contract. What the sample's body does not tell, the audit record does.</summary>
    public Answer ToAnswer(ILookup<string, string> audit) =>
        new(
            IsEmptyPeriod ? 200 : Status,
            Challenge,
            CodeOf([.. audit[TraceId]]) + OddWait(),
            RetryAfter is not null,
            Asked
        );

    /// <summary>Gets whether the caller was let in to find that the register has nothing in the period.</summary>
    private bool IsEmptyPeriod => Status == 404 && Body.Contains("\"kode\":\"KB-007\"", StringComparison.Ordinal);

    private string CodeOf(string[] records)
    {
        var code = CodeOfBody(records);
        var isRecorded =
            records.SequenceEqual([code], StringComparer.Ordinal) || (records is [] && !IsAnswerAboutRight(code));
        return isRecorded ? code : $"{code} (audited: '{string.Join(' ', records)}')";
    }

    private string CodeOfBody(string[] records)
    {
        if (Status == 200 || IsEmptyPeriod)
        {
            return Contract.Granted;
        }

        if (Case.Method == "HEAD")
        {
            return "KB-003"; // the body is left out
        }

        using var body = JsonDocument.Parse(Body);
        var sentence = body.RootElement.GetProperty("melding").GetString()!;
        return sentence == NotToldApart
            ? records.FirstOrDefault(record => record.StartsWith("decision-", StringComparison.Ordinal))
                ?? "token-verification-unavailable"
            : Array.Find(s_sentences, one => sentence.StartsWith(one.Beginning, StringComparison.Ordinal)).Code
                ?? body.RootElement.GetProperty("kode").GetString()!;
    }

    private bool IsAnswerAboutRight(string code) =>
        code == Contract.Granted
            ? Case.Endpoint.Resource is not null
            : code.StartsWith("decision-", StringComparison.Ordinal)
                || code is "party-unknown" or "right-missing" or "obligation-not-met" or "too-many-questions";

    private string OddWait() =>
        RetryAfter is null
        || (
            int.TryParse(RetryAfter, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && seconds is >= 1 and <= LongestWait
        )
            ? ""
            : $" (Retry-After: {RetryAfter})";
}
