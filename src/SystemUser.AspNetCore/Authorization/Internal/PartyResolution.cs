using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Answers.Internal;
using SystemUser.AspNetCore.Authorization.Internal.Pipeline;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Diagnostics.Internal;

namespace SystemUser.AspNetCore.Authorization.Internal;

/// <summary>Has the app's resolvers find the parties that do not stand in the request: each once in a request, within the budget.</summary>
internal sealed class PartyResolution(LiveOptions options, TimeProvider time, ILogger<PartyResolution> logger)
{
    /// <summary>Finds the party of a demand; the problem if there is none that it can be asked for.</summary>
    /// <param name="asking">The demand, whose party is open.</param>
    /// <param name="systemUser">Who asks.</param>
    /// <param name="resource">What is authorized.</param>
    public async ValueTask<(SystemUserProblem? Problem, Asking Asking)> ResolveAsync(
        Asking asking,
        AltinnSystemUser systemUser,
        object? resource
    )
    {
        var resolver = asking.Demand.Party.Resolver!;
        var right = asking.Right;
        var found = await FindAsync(resolver, resource);
        if (found.Party is { } party)
        {
            var known = asking.With(party);
            return (QuestionReader.CheckParty(known, systemUser), known);
        }

        var problem = found.Outcome switch
        {
            Outcome.Nothing => SystemUserProblems.PartyNotFound(right),
            Outcome.Malformed => SystemUserProblems.PartyMalformed(right),
            _ => SystemUserProblems.DecisionFailed(right),
        };
        return (problem, asking);
    }

    private async ValueTask<Found> FindAsync(Type resolver, object? resource)
    {
        var httpContext = AuthorizationResource.HttpContextOf(resource)!;
        var services = AuthorizationResource.ServicesOf(resource)!;
        if (resource is HubInvocationContext)
        {
            return await AskAsync(resolver, services, httpContext); // the request was long ago; each call is asked for anew
        }

        return await ResolvedParties
            .Of(httpContext)
            .GetOrAdd(resolver, type => new(() => AskAsync(type, services, httpContext).AsTask()))
            .Value;
    }

    private async ValueTask<Found> AskAsync(Type resolver, IServiceProvider services, HttpContext httpContext)
    {
        var aborted = httpContext.RequestAborted;
        try
        {
            var text = await CallAsync((ISystemUserPartyResolver)services.GetRequiredService(resolver), httpContext);
            return text is null ? new(Outcome.Nothing)
                : OrganizationNumber.TryParse(text, out var party) ? new(Outcome.Party, party)
                : new(Outcome.Malformed);
        }
        catch (Exception) when (aborted.IsCancellationRequested)
        {
            throw new OperationCanceledException(aborted); // a body that breaks off with its caller is no fault of the resolver
        }
        catch (Exception exception) when (exception is BadHttpRequestException or ConnectionResetException)
        {
            return new(Outcome.Malformed); // a body that is too large, too slow, broken or broken off is the caller's fault
        }
        catch (Exception exception)
        {
            // Whatever a resolver throws: nobody is let in, and nobody sees the exception.
            logger.PartyResolverFailed(resolver.Name, exception.GetType().FullName);
            return new(Outcome.Failed);
        }
    }

    private async ValueTask<string?> CallAsync(ISystemUserPartyResolver resolver, HttpContext httpContext)
    {
        var total = options.Current.Decisions.TotalTimeout;
        using var budget = new CancellationTokenSource(total, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(budget.Token, httpContext.RequestAborted);
        var finding = resolver.ResolveAsync(httpContext, either.Token);
        return finding.IsCompletedSuccessfully ? finding.Result : await finding.AsTask().WaitAsync(total, time); // also when the caller hangs up: it may be reading the request
    }

    private enum Outcome
    {
        Failed = 0,
        Party,
        Nothing,
        Malformed,
    }

    private readonly record struct Found(Outcome Outcome, OrganizationNumber? Party = null);

    /// <summary>What the resolvers found, kept on the request, for the endpoint and the path that they found it for.</summary>
    private sealed class ResolvedParties(Endpoint? endpoint, string? path)
        : ConcurrentDictionary<Type, Lazy<Task<Found>>>
    {
        public static ResolvedParties Of(HttpContext httpContext)
        {
            var endpoint = httpContext.GetEndpoint();
            var path = httpContext.Request.Path.Value;
            if (httpContext.Features.Get<ResolvedParties>() is not { } known || !known.AreOf(endpoint, path))
            {
                httpContext.Features.Set(known = new ResolvedParties(endpoint, path));
            }

            return known;
        }

        private bool AreOf(Endpoint? other, string? otherPath) => endpoint == other && path == otherPath;
    }
}
