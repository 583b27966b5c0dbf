using System.Globalization;
using SystemUser.Sandbox.Wire.Internal.Http;

namespace SystemUser.Sandbox.Portal.Internal;

/// <summary>What the portal's addresses have in common.</summary>
internal static class PortalPages
{
    private const int LongestSearch = 100;
    private const int LastPage = 10_000;

    /// <summary>Answers someone who has chosen who they are; others choose first, and then come back.</summary>
    public static IResult ForActor(PortalVisit visit, Func<Actor, IResult> answer) =>
        visit.Actor is { } actor ? answer(actor) : PortalAnswers.See(PortalRoutes.WhoThen(visit.Address));

    /// <summary>Answers someone who may give the organization's rights away.</summary>
    public static IResult ForGovernor(PortalVisit visit, Func<Actor, IResult> answer) =>
        ForActor(visit, actor => visit.Governs ? answer(actor) : PortalAnswers.Refuse(SandboxProblems.NotGovernor));

    /// <summary>What was filled in, to be shown again.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Values(IFormCollection form) =>
        form.ToDictionary(
            field => field.Key,
            field => (IReadOnlyList<string>)[.. field.Value.OfType<string>()],
            StringComparer.Ordinal
        );

    /// <summary>The text searched for, no longer than names are.</summary>
    public static string Search(string? text) =>
        (text ?? "").Trim() is { Length: <= LongestSearch } search ? search : "";

    /// <summary>The number of a page, from 1; anything else is the first page.</summary>
    public static int PageNumber(string? text) => Number(text) is { } number and >= 1 and <= LastPage ? number : 1;

    /// <summary>A whole number without a sign; <see langword="null"/> for anything else.</summary>
    public static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
