using System.Text.RegularExpressions;
using Altinn.Authorization.ABAC.Constants;
using SystemUser.Sandbox.Wire;

namespace SystemUser.Sandbox.World.Internal.Policies;

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
