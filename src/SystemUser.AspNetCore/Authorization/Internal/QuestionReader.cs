using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Answers.Internal;
using SystemUser.AspNetCore.Authorization.Internal.Binding;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Diagnostics.Internal;

namespace SystemUser.AspNetCore.Authorization.Internal;

/// <summary>Reads from a request what is to be asked: the right by its method, and the party.</summary>
internal sealed class QuestionReader(ILogger<QuestionReader> logger)
{
    /// <summary>Reads one question; the problem if it cannot be asked, or need not be.</summary>
    public SystemUserProblem? Read(
        SystemUserRightRequirement demand,
        AltinnSystemUser systemUser,
        HttpContext? httpContext,
        out SystemUserQuestion question
    )
    {
        question = default;
        var action = demand.Action is null ? ActionRule.Of(httpContext) : null;
        if (demand.Faults.Count > 0 || demand.RightFor(action) is not { } right)
        {
            return WithoutRight(demand, httpContext);
        }

        if (demand.Party.Kind is PartySourceKind.Owner)
        {
            question = new SystemUserQuestion(right, systemUser.Owner);
            return null;
        }

        if (httpContext is null)
        {
            logger.PartyWithoutRequest(demand.Resource, demand.Party.ToString());
            return SystemUserProblems.DecisionFailed(right);
        }

        return demand.Party.Read(httpContext) is { } party && !BoundParty.Differs(httpContext, demand.Party, party)
            ? FromRequest(demand, systemUser, right, party, out question)
            : SystemUserProblems.PartyInvalid(demand.Party.ToString(), right);
    }

    private SystemUserProblem WithoutRight(SystemUserRightRequirement demand, HttpContext? httpContext)
    {
        if (demand.Faults.Count == 0 && httpContext is not null)
        {
            var endpoint = httpContext.GetEndpoint();
            if (endpoint is null && ActionRule.Of(httpContext.Request.Method) is null)
            {
                return SystemUserProblems.NotFound;
            }

            if (ActionRule.IsLeftToRequest(endpoint))
            {
                return SystemUserProblems.MethodWithoutAction;
            }
        }

        var fault = demand.Faults.Count > 0 ? demand.Faults[0] : StartFaults.ActionMissing;
        logger.DemandUnusable(demand.Resource, fault.Text);
        return SystemUserProblems.DecisionFailed();
    }

    private static SystemUserProblem? FromRequest(
        SystemUserRightRequirement demand,
        AltinnSystemUser systemUser,
        SystemUserRight right,
        OrganizationNumber party,
        out SystemUserQuestion question
    )
    {
        question = new SystemUserQuestion(right, party);
        return party == systemUser.Owner || demand.AllowClients ? null : SystemUserProblems.PartyNotOwner(right, party);
    }
}
