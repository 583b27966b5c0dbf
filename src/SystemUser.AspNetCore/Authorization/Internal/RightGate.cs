using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Answers.Internal;
using SystemUser.AspNetCore.Authorization.Internal.Pipeline;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Diagnostics.Internal;

namespace SystemUser.AspNetCore.Authorization.Internal;

/// <summary>The rights that an authorization demands: first every party, then every decision.</summary>
internal sealed class RightGate(
    QuestionReader reader,
    PartyResolution resolution,
    DemandDecider decider,
    AuditTrail audit,
    LiveOptions options,
    ILogger<RightGate> logger
)
{
    /// <summary>Finds what stands in the way of a system user, and tells which rights let it in. What others have refused is not asked for.</summary>
    public async ValueTask<Verdict> CheckAsync(
        AltinnSystemUser systemUser,
        Demands demands,
        SystemUserProblem? refusedByOthers,
        object? resource
    )
    {
        var httpContext = AuthorizationResource.HttpContextOf(resource);
        var askings = new Asking[demands.Rights.Count];

        // What stands in the request, for all demands, before anything is looked up for one.
        for (var i = 0; i < askings.Length; i++)
        {
            if (reader.Read(demands.Rights[i], systemUser, httpContext, out askings[i]) is { } problem)
            {
                return await RefuseAsync(systemUser, askings[i], problem, httpContext);
            }
        }

        if (refusedByOthers is not null)
        {
            var known = askings.Where(asking => asking.IsPartyKnown);
            return Verdict.No(await RecordAsync(systemUser, [.. known], refusedByOthers, httpContext));
        }

        for (var i = 0; i < askings.Length; i++)
        {
            if (!askings[i].IsPartyKnown)
            {
                (var problem, askings[i]) = await resolution.ResolveAsync(askings[i], systemUser, resource);
                if (problem is not null)
                {
                    return await RefuseAsync(systemUser, askings[i], problem, httpContext);
                }
            }
        }

        if (demands.NeedsParty && askings.DistinctBy(asking => asking.Party).Count() > 1)
        {
            logger.PartyAmbiguous();
            return Verdict.No(SystemUserProblems.DecisionFailed());
        }

        return await decider.DecideAsync(
            systemUser,
            askings,
            options.Current.Decisions.BatchRights,
            httpContext?.RequestServices,
            httpContext?.RequestAborted ?? CancellationToken.None
        );
    }

    /// <summary>Records a refusal that came before any question, as far as it is known what would have been asked.</summary>
    public async ValueTask<SystemUserProblem> RecordAsync(
        AltinnSystemUser? systemUser,
        Demands demands,
        SystemUserProblem problem,
        HttpContext? httpContext
    )
    {
        if (systemUser is null)
        {
            return problem;
        }

        var askings = new List<Asking>(demands.Rights.Count);
        foreach (var anyOf in demands.Rights)
        {
            var unread = reader.Read(anyOf, systemUser, httpContext, out var asking);
            if (unread is null or { Code: SystemUserProblemCodes.PartyNotOwner } && asking.IsPartyKnown)
            {
                askings.Add(asking);
            }
        }

        return await RecordAsync(systemUser, askings, problem, httpContext);
    }

    /// <summary>Refuses before anything is decided; on the record, where it is known for whom.</summary>
    private async ValueTask<Verdict> RefuseAsync(
        AltinnSystemUser systemUser,
        Asking asking,
        SystemUserProblem problem,
        HttpContext? httpContext
    ) =>
        Verdict.No(
            problem.Code == SystemUserProblemCodes.PartyNotOwner
                ? asking.Told(await RecordAsync(systemUser, [asking], problem, httpContext), systemUser)
                : problem
        );

    private async ValueTask<SystemUserProblem> RecordAsync(
        AltinnSystemUser systemUser,
        IReadOnlyList<Asking> askings,
        SystemUserProblem problem,
        HttpContext? httpContext
    )
    {
        SystemUserProblem? unrecorded = null;
        foreach (var question in askings.SelectMany(asking => asking.Questions))
        {
            var recorded = await audit.RecordAsync(
                systemUser,
                question,
                problem,
                answer: null,
                httpContext?.RequestServices,
                httpContext?.RequestAborted ?? CancellationToken.None
            );
            unrecorded ??= recorded == problem ? null : recorded;
        }

        return unrecorded ?? problem;
    }
}

/// <summary>Says so where a demand stands in an app that has not registered what enforces it.</summary>
internal static class RegistrationCheck
{
    /// <summary>Adds the check to endpoints: it runs when they are built.</summary>
    public static void AddTo<TBuilder>(TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.Add(Check);

    /// <summary>Checks one endpoint, when it is built.</summary>
    public static void Check(EndpointBuilder endpoint)
    {
        if (endpoint.ApplicationServices.GetService<IServiceProviderIsService>()?.IsService(typeof(RightGate)) == false)
        {
            throw new InvalidOperationException(ProblemAnswer.NotRegistered);
        }
    }
}
