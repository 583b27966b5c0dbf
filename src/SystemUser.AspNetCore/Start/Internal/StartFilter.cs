using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SystemUser.AspNetCore.Authorization.Internal;
using SystemUser.AspNetCore.Authorization.Internal.Pipeline;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Diagnostics.Internal;

namespace SystemUser.AspNetCore.Start.Internal;

/// <summary>Checks every endpoint once the pipeline is built and before the server listens. All faults stop the start in one message.</summary>
internal sealed class StartFilter(
    LiveOptions options,
    IOptions<StartCheckOptions> checks,
    EndpointSurvey survey,
    RightVerification verification,
    AlternativeRules alternatives,
    IHostApplicationLifetime lifetime,
    ILogger<StartFilter> logger
) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            next(app);
            Check(app.ApplicationServices);
        };

    private void Check(IServiceProvider services)
    {
        var endpoints = survey.Make(services.GetService<EndpointDataSource>()?.Endpoints ?? []);
        var current = options.Current;
        var rules = RulesBy(current, services);
        (string Where, StartFault Fault)[] faults =
        [
            .. endpoints.SelectMany(endpoint => rules.Of(endpoint).Select(fault => (endpoint.Name, fault))),
            .. FindUnguarded(services, endpoints),
            .. FindInert(services, endpoints),
            .. VerifyRights(endpoints),
        ];
        if (faults.Length > 0)
        {
            throw new InvalidOperationException(Message(faults));
        }

        if (current.Unread is not null)
        {
            logger.SectionUnread();
        }

        options.LaterFaults = later => FaultsOfChange(services, later);
        WarnOfHiddenResultHandler(services);
        var map = new AccessMap(current, logger);
        foreach (var endpoint in endpoints)
        {
            map.Log(endpoint);
        }
    }

    private static IEnumerable<(string Where, StartFault Fault)> FindUnguarded(
        IServiceProvider services,
        IReadOnlyList<SurveyedEndpoint> endpoints
    ) =>
        services.GetRequiredService<IOptions<RouteOptions>>().Value.SuppressCheckForUnhandledSecurityMetadata
            ? endpoints
                .Where(endpoint => endpoint.Demands is not null)
                .Select(endpoint => (endpoint.Name, StartFaults.MissingMiddlewareHidden))
            : [];

#pragma warning disable IL4000 // Dynamic code says nothing of trimming: the trimmer writes false here.
    [FeatureGuard(typeof(RequiresUnreferencedCodeAttribute))]
    private static bool HasAllTypes => RuntimeFeature.IsDynamicCodeSupported;
#pragma warning restore IL4000

    private IEnumerable<(string Where, StartFault Fault)> FindInert(
        IServiceProvider services,
        IReadOnlyList<SurveyedEndpoint> endpoints
    )
    {
        if (HasAllTypes)
        {
            return [.. new InertDemands(services, endpoints).Find(), .. FindUnmapped(services, endpoints)];
        }

        logger.DemandsNotSearched("the app is trimmed or compiled ahead of time, so that classes may be gone.");
        return [];
    }

    [RequiresUnreferencedCode("It looks at types and methods that nobody may call.")]
    private IEnumerable<(string Where, StartFault Fault)> FindUnmapped(
        IServiceProvider services,
        IReadOnlyList<SurveyedEndpoint> endpoints
    )
    {
        var app = services.GetService<IWebHostEnvironment>()?.ApplicationName;
        if (AppAssemblies.Find(app) is not { Count: > 0 } assemblies)
        {
            logger.DemandsNotSearched($"there is no assembly '{app}'.");
            return [];
        }

        return new UnmappedDemands(assemblies, endpoints, checks.Value.Unmapped, logger).Find();
    }

    /// <summary>Finds what a change of the options would open: the same faults as at start, at the endpoints of now.</summary>
    private IEnumerable<string> FaultsOfChange(IServiceProvider services, SystemUserOptions later)
    {
        var endpoints = survey.Make(services.GetService<EndpointDataSource>()?.Endpoints ?? []);
        if (
            endpoints.All(endpoint => endpoint.Demands is null)
            && later.TakesTokensForOtherApis
            && !options.Current.TakesTokensForOtherApis
        )
        {
            return [StartFaults.NoScope.Text]; // only code asks for rights, and would refuse everybody
        }

        var before = RulesBy(options.Current, services);
        var after = RulesBy(later, services);
        return endpoints
            .SelectMany(endpoint =>
                after.Of(endpoint).Except(before.Of(endpoint)).Select(fault => (endpoint.Name, Fault: fault))
            )
            .GroupBy(found => found.Fault, found => found.Name)
            .Select(group => $"{group.Key.Text} At: {string.Join("; ", group.Distinct())}.");
    }

    private EndpointRules RulesBy(SystemUserOptions current, IServiceProvider services) =>
        new(current, checks.Value, alternatives, services.GetService<IServiceProviderIsService>());

    private void WarnOfHiddenResultHandler(IServiceProvider services)
    {
        using var scope = services.CreateScope();
        if (scope.ServiceProvider.GetService<IAuthorizationMiddlewareResultHandler>() is not SystemUserResultHandler)
        {
            logger.ResultHandlerHidden();
        }
    }

    private IEnumerable<(string Where, StartFault Fault)> VerifyRights(IReadOnlyList<SurveyedEndpoint> endpoints)
    {
        if (!checks.Value.VerifyRights)
        {
            return [];
        }

        // The host builds its pipeline synchronously, and must not listen before this is known.
        var faults = verification.FindAsync(endpoints, lifetime.ApplicationStopping).GetAwaiter().GetResult();
        if (checks.Value.StopOnUnknownRight)
        {
            return faults;
        }

        foreach (var (where, fault) in faults)
        {
            logger.RightUnknown(fault.Text, where);
        }

        return [];
    }

    private static string Message(IEnumerable<(string Where, StartFault Fault)> faults) =>
        "The app is not started, because what its endpoints demand is not safe, or not possible:"
        + string.Concat(
            faults
                .GroupBy(found => found.Fault, found => found.Where)
                .Select(group =>
                    $"{Environment.NewLine}- {group.Key.Text} At: {string.Join("; ", group.Distinct())}. See {SystemUserOptions.DefaultProblemTypeBase}{group.Key.Code} (docs/errors.md)."
                )
        );
}

/// <summary>What is checked at start beyond what always is.</summary>
internal sealed class StartCheckOptions
{
    public bool RequireDecisionOnEveryEndpoint { get; set; }

    /// <summary>Gets or sets whether metadata and own token are fetched ahead. Tests that count calls turn it off.</summary>
    public bool WarmUp { get; set; } = true;

    public bool VerifyClient { get; set; }

    public bool VerifyRights { get; set; }

    public bool StopOnUnknownRight { get; set; }

    /// <summary>Gets the classes whose demands need no endpoint.</summary>
    public ISet<Type> Unmapped { get; } = new HashSet<Type>();
}
