using SystemUser.Sandbox.Authorization.Internal;
using SystemUser.Sandbox.Wire;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.Workbench.Pages;
using SystemUser.Sandbox.World.Internal;

namespace SystemUser.Sandbox.Workbench.Internal;

/// <summary>Puts a question to the decision point by hand. It is not logged, and changes nothing.</summary>
internal sealed class WhatIfPages(WorldStore store, DecisionMaker maker)
{
    public void Map(IEndpointRouteBuilder pages) => pages.MapGet(WorkbenchRoutes.WhatIf, Show);

    private IResult Show(string? systemUser, string? person, string? party, string? resource, string? action)
    {
        var question = new Question(
            systemUser?.Trim() ?? "",
            person?.Trim() ?? "",
            party?.Trim() ?? "",
            resource?.Trim() ?? "",
            action?.Trim() ?? "read"
        );
        return WorkbenchAnswers.Show<WhatIf>(
            new AnsweredQuestion(
                question,
                question.IsAsked ? maker.Decide(store.Current, question.ToPdp(), new PdpCaller(null, [])) : null
            )
        );
    }
}

/// <summary>A question, and its answer once it has been put.</summary>
internal sealed record AnsweredQuestion(Question Asked, ExplainedDecision? Answer);

/// <summary>A question as it is filled in.</summary>
/// <param name="SystemUser">The id of a system user; empty for a person.</param>
/// <param name="Person">The identity number of a person; empty for a system user.</param>
/// <param name="Party">An organization number.</param>
/// <param name="Resource">The id of a resource.</param>
/// <param name="Action">The action.</param>
internal sealed record Question(string SystemUser, string Person, string Party, string Resource, string Action)
{
    public bool IsAsked => (SystemUser.Length > 0 || Person.Length > 0) && Resource.Length > 0;

    public static PdpQuestion Of(string systemUser, string party, string resource, string action) =>
        new Question(systemUser, "", party, resource, action).ToPdp();

    public PdpQuestion ToPdp() =>
        new(
            [
                SystemUser.Length > 0
                    ? new PdpAttributeValue(PdpAttributeIds.SystemUser, SystemUser)
                    : new PdpAttributeValue(PdpAttributeIds.PersonNumber, Person),
            ],
            [new PdpAttributeValue(PdpAttributeIds.Action, Action)],
            [
                new PdpAttributeValue(PdpAttributeIds.Resource, Resource),
                .. Party.Length == 0
                    ? Array.Empty<PdpAttributeValue>()
                    :
                    [
                        new PdpAttributeValue(
                            Numbers.IsPerson(Party) ? PdpAttributeIds.PersonNumber : PdpAttributeIds.OrganizationNumber,
                            Party
                        ),
                    ],
            ]
        );
}
