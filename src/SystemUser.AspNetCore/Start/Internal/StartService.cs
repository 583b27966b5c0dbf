using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SystemUser.AspNetCore.Altinn;
using SystemUser.AspNetCore.Altinn.Internal;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Authorization.Internal;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Decisions.Internal.Sharing;
using SystemUser.AspNetCore.Decisions.Internal.Xacml;
using SystemUser.AspNetCore.Diagnostics;
using SystemUser.AspNetCore.Diagnostics.Internal;
using SystemUser.AspNetCore.Maskinporten.Internal;
using SystemUser.AspNetCore.Outbound;

namespace SystemUser.AspNetCore.Start.Internal;

/// <summary>What is done at start in every host, with or without endpoints: the own client is tried if so told, and what the first request needs is fetched ahead.</summary>
internal sealed class StartService(
    IServiceProvider services,
    ReplaceableServices replaceable,
    LiveOptions options,
    IOptions<StartCheckOptions> checks,
    IHostApplicationLifetime lifetime,
    ILoggerFactory loggers,
    ILogger<StartService> logger
) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        WarnOfAuditOff();
        WarnOfSealNotShared();
        if (checks.Value.VerifyClient)
        {
            var verification = services.GetRequiredService<ClientVerification>();
            if (await verification.FindAsync(cancellationToken) is { } fault)
            {
                throw new InvalidOperationException(
                    $"The app is not started, because the provider's own client does not work. {fault.Text} See {SystemUserOptions.DefaultProblemTypeBase}{fault.Code} (docs/errors.md)."
                );
            }
        }

        if (checks.Value.WarmUp)
        {
            _ = Task.Run(WarmUpAsync, CancellationToken.None);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void WarnOfAuditOff()
    {
        if (
            !replaceable.IsReplaced<ISystemUserAuditSink>()
            && !loggers.CreateLogger(SystemUserDiagnostics.AuditCategory).IsEnabled(LogLevel.Information)
        )
        {
            logger.AuditOff();
        }
    }

    /// <summary>Without a repository of the app's choice, the key ring is a folder of this machine, or in memory.</summary>
    private void WarnOfSealNotShared()
    {
        if (
            services.GetRequiredService<SharedDecisions>().IsOn
            && options.Current.Decisions.SealKey is null
            && services.GetRequiredService<IDataProtectionProvider>().GetType().Assembly
                == typeof(EphemeralDataProtectionProvider).Assembly
            && services.GetRequiredService<IOptions<KeyManagementOptions>>().Value.XmlRepository is null
        )
        {
            logger.SealNotShared();
        }
    }

    private async Task WarmUpAsync()
    {
        var token = lifetime.ApplicationStopping;
        await FetchAsync(
            "Maskinporten's metadata",
            async () => await services.GetRequiredService<IMaskinportenMetadataSource>().GetAsync(token)
        );
        if (options.Current.AcceptExchangedTokens)
        {
            await FetchAsync(
                "Altinn's metadata",
                async () => await services.GetRequiredService<AltinnMetadataSource>().FindAsync(token)
            );
        }

        if (!replaceable.IsReplaced<IPolicyDecisionPoint>())
        {
            await FetchAsync(
                "The provider's own token",
                async () =>
                    await services
                        .GetRequiredService<IAltinnTokenProvider>()
                        .GetTokenAsync(HttpPolicyDecisionPoint.Scope, null, token)
            );
        }
    }

    private async Task FetchAsync(string what, Func<Task> fetch)
    {
        try
        {
            await fetch();
        }
        catch (Exception exception)
        {
            // Whatever it is, the first request asks again.
            if (!lifetime.ApplicationStopping.IsCancellationRequested)
            {
                logger.NotFetchedAhead(what, exception.GetType().Name);
            }
        }
    }
}

/// <summary>Tries the provider's own client: Maskinporten's grant, Altinn's exchange, and the subscription key.</summary>
internal sealed class ClientVerification(
    IAltinnTokenProvider tokens,
    IPolicyDecisionPoint pdp,
    TimeProvider timeProvider,
    ILogger<ClientVerification> logger
)
{
    private static readonly TimeSpan s_budget = TimeSpan.FromSeconds(10);

    /// <summary>Finds a wrong answer. If nobody answers, that is only a warning.</summary>
    public async Task<StartFault?> FindAsync(CancellationToken cancellationToken)
    {
        using var budget = new CancellationTokenSource(s_budget, timeProvider);
        try
        {
            // Apart, since a provider of the app's own may block.
            await Task.Run(() => TryAsync(budget.Token), CancellationToken.None)
                .WaitAsync(s_budget, timeProvider, cancellationToken);
            logger.ClientVerified();
        }
        catch (OutboundException exception) when (!exception.IsTransient)
        {
            return StartFaults.ClientRefused(exception.Message);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            logger.ClientNotVerified(
                exception switch
                {
                    OutboundException => exception.Message,
                    OperationCanceledException or TimeoutException => "Nobody answered in time.",
                    _ => $"The attempt ended in an exception ({exception.GetType().FullName}).",
                }
            );
        }

        return null;
    }

    private async Task TryAsync(CancellationToken cancellationToken)
    {
        await tokens.GetTokenAsync(HttpPolicyDecisionPoint.Scope, null, cancellationToken);
        if (pdp is HttpPolicyDecisionPoint altinn)
        {
            await altinn.ProbeAsync(cancellationToken);
        }
    }
}
