using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Altinn.Authorization.ABAC.Constants;
using Altinn.Authorization.ABAC.Xacml;
using SystemUser.Sandbox.Wire;

namespace SystemUser.Sandbox.World.Internal.Policies;

/// <summary>The regular expressions of a policy, which the engine matches without a limit of time.</summary>
internal sealed class PolicyPatterns
{
    // The engine builds the expressions for each question, and no time limit covers that.
    private const int MaxLength = 1000;
    private const int MaxTotalLength = 10_000;

    private static readonly TimeSpan s_longestTime = TimeSpan.FromMilliseconds(200);

    private readonly ImmutableArray<PolicyPattern> _patterns;

    private PolicyPatterns(ImmutableArray<PolicyPattern> patterns) => _patterns = patterns;

    /// <exception cref="RegexParseException">One of them is not a regular expression.</exception>
    /// <exception cref="FormatException">One of them is too long, or all of them together.</exception>
    public static PolicyPatterns Of(XacmlPolicy policy)
    {
        var matches = policy
            .Rules.Select(rule => rule.Target)
            .Prepend(policy.Target)
            .SelectMany(target => target?.AnyOf ?? [])
            .SelectMany(anyOf => anyOf.AllOf)
            .SelectMany(allOf => allOf.Matches)
            .Where(IsPattern)
            .ToList();
        if (
            matches.Exists(match => match.AttributeValue.Value.Length > MaxLength)
            || matches.Sum(match => match.AttributeValue.Value.Length) > MaxTotalLength
        )
        {
            throw new FormatException(
                $"A regular expression may hold {MaxLength} characters, and those of a policy {MaxTotalLength} together."
            );
        }

        return new([
            .. matches.Select(match => new PolicyPattern(
                match.AttributeDesignator.Category.OriginalString,
                match.AttributeDesignator.AttributeId.OriginalString,
                new Regex(match.AttributeValue.Value, RegexOptions.None, s_longestTime)
            )),
        ]);
    }

    /// <summary>Matches all that the engine could match, so that it will not take long itself.</summary>
    /// <exception cref="InvalidOperationException">It takes too long.</exception>
    public void ThrowIfEndless(PdpQuestion question)
    {
        // Real time: this limits the processor, whatever clock the world has.
        var started = TimeProvider.System.GetTimestamp();
        foreach (var pattern in _patterns)
        {
            var isEndless = pattern.IsEndlessFor(question);
            if (isEndless || TimeProvider.System.GetElapsedTime(started) > s_longestTime)
            {
                throw new InvalidOperationException(
                    $"the regular expressions of the policy take more than {s_longestTime.TotalMilliseconds} ms; the last one tried was '{pattern.Expression}'."
                );
            }
        }
    }

    private static bool IsPattern(XacmlMatch match) =>
        match.AttributeDesignator is not null
        && string.Equals(
            match.MatchId.OriginalString,
            XacmlConstants.AttributeMatchFunction.RegexpMatch,
            StringComparison.Ordinal
        );
}

/// <summary>A regular expression that a policy asks an attribute to match.</summary>
/// <param name="Category">The category of the attribute.</param>
/// <param name="AttributeId">The attribute.</param>
/// <param name="Expression">The expression, with a limit of time.</param>
internal sealed record PolicyPattern(string Category, string AttributeId, Regex Expression)
{
    /// <summary>Whether matching a value of the question takes longer than the limit.</summary>
    public bool IsEndlessFor(PdpQuestion question)
    {
        try
        {
            foreach (var attribute in Attributes(question))
            {
                if (string.Equals(attribute.Id, AttributeId, StringComparison.Ordinal))
                {
                    Expression.IsMatch(attribute.Value ?? "");
                }
            }

            return false;
        }
        catch (RegexMatchTimeoutException)
        {
            return true;
        }
    }

    private IReadOnlyList<PdpAttributeValue> Attributes(PdpQuestion question) =>
        Category switch
        {
            XacmlConstants.MatchAttributeCategory.Subject => question.Subject,
            XacmlConstants.MatchAttributeCategory.Action => question.Action,
            XacmlConstants.MatchAttributeCategory.Resource => question.Resource,
            _ => [],
        };
}
