using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Authorization;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Tests.Decisions.Chaos;

/// <summary>The whole way under load while Altinn fails at random. Lasts 5 seconds, or as many as <c>SYSTEMUSER_CHAOS_SECONDS</c> says.</summary>
public sealed class ChaosTests
{
    private const string Scope = "skatteetaten:kravogbetalinger";
    private const int Callers = 16;
    private const int MaxConcurrentCalls = 32;
    private const string Patient = "00:00:30"; // outside the storm, a busy machine is not to be mistaken for an outage

    [Fact]
    public async Task Random_faults_let_nobody_in_break_nothing_and_leave_no_trace()
    {
        await using var maskinporten = await ScriptedSandbox.StartAsync(cancellationToken: Cancel);
        await using var altinn = await ChaosAltinn.StartAsync(Cancel);
        await using var app = await StartAppAsync(maskinporten, altinn);
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        var answers = new ConcurrentDictionary<(HttpStatusCode Status, bool HoldsRight), int>();

        await AnswersBothAsync(() => AskAsync(http, maskinporten, answers), answers);
        SetTimeouts(app, attempt: "00:00:00.300", total: "00:00:05");
        await StormAsync(altinn, () => AskAsync(http, maskinporten, answers));
        SetTimeouts(app, Patient, Patient);

        // Nobody in without the right, no server error but 503, and some of each: else nothing was tested.
        answers.Keys.ShouldBeSubsetOf([
            (HttpStatusCode.OK, true),
            (HttpStatusCode.Forbidden, false),
            (HttpStatusCode.ServiceUnavailable, true),
            (HttpStatusCode.ServiceUnavailable, false),
        ]);
        answers.Count.ShouldBe(4);
        await RecoversAsync(http, maskinporten);
        await LeaksNothingAsync(http, maskinporten, altinn);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The calm before the storm: a storm that begins hard leaves the circuit open for all of its five seconds.</summary>
    private static async Task AnswersBothAsync(
        Func<Task> ask,
        ConcurrentDictionary<(HttpStatusCode, bool), int> answers
    )
    {
        while (
            !answers.ContainsKey((HttpStatusCode.OK, true)) || !answers.ContainsKey((HttpStatusCode.Forbidden, false))
        )
        {
            await ask();
        }
    }

    private static void SetTimeouts(WebApplication app, string attempt, string total)
    {
        app.Configuration["SystemUser:Decisions:AttemptTimeout"] = attempt;
        app.Configuration["SystemUser:Decisions:TotalTimeout"] = total;
        ((IConfigurationRoot)app.Configuration).Reload();
    }

    private static async Task StormAsync(ChaosAltinn altinn, Func<Task> ask)
    {
        var seconds = int.Parse(Environment.GetEnvironmentVariable("SYSTEMUSER_CHAOS_SECONDS") ?? "5");
        using var storm = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        var callers = Enumerable
            .Range(0, Callers)
            .Select(_ =>
                Task.Run(
                    async () =>
                    {
                        while (!storm.IsCancellationRequested)
                        {
                            await ask();
                        }
                    },
                    Cancel
                )
            )
            .ToArray();
        while (!storm.IsCancellationRequested)
        {
            altinn.FaultPercentage = Random.Shared.Next(4) switch
            {
                0 => 0,
                1 => 10,
                2 => 50,
                _ => 100,
            };
            await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System, Cancel);
        }

        await Task.WhenAll(callers);
        altinn.FaultPercentage = 0;
    }

    private static async Task AskAsync(
        HttpClient http,
        ScriptedSandbox maskinporten,
        ConcurrentDictionary<(HttpStatusCode, bool), int> answers
    )
    {
        var party = NewParty();
        using var response = await SendAsync(http, maskinporten, party);
        answers.AddOrUpdate((response.StatusCode, ChaosAltinn.HoldsRight(party)), 1, (_, count) => count + 1);
        if (response.StatusCode == HttpStatusCode.ServiceUnavailable)
        {
            (await response.Content.ReadAsStringAsync(Cancel)).ShouldContain("\"code\":\"decision-");
        }
    }

    /// <summary>Circuits are open for ten seconds, and a refused fresh token is not renewed for thirty.</summary>
    private static async Task RecoversAsync(HttpClient http, ScriptedSandbox maskinporten)
    {
        while (true)
        {
            using var response = await SendAsync(http, maskinporten, "310000002");
            if (response.StatusCode == HttpStatusCode.OK)
            {
                break;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, Cancel);
        }

        for (var i = 0; i < 200; i++)
        {
            var party = NewParty();
            using var response = await SendAsync(http, maskinporten, party);
            response.StatusCode.ShouldBe(ChaosAltinn.HoldsRight(party) ? HttpStatusCode.OK : HttpStatusCode.Forbidden);
        }
    }

    /// <summary>Every call in flight has given its place back, and connections do not pile up.</summary>
    private static async Task LeaksNothingAsync(HttpClient http, ScriptedSandbox maskinporten, ChaosAltinn altinn)
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        altinn.Release = release.Task;
        var asking = Enumerable
            .Range(0, 2 * MaxConcurrentCalls)
            .Select(i => SendAsync(http, maskinporten, $"{320_000_000 + (2 * i)}"))
            .ToArray();
        while (altinn.Held < MaxConcurrentCalls && !Array.Exists(asking, task => task.IsCompleted))
        {
            Cancel.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        altinn.Held.ShouldBe(MaxConcurrentCalls);
        altinn.Connections.ShouldBeLessThanOrEqualTo(2 * MaxConcurrentCalls);
        release.SetResult();
        foreach (var response in await Task.WhenAll(asking))
        {
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
            response.Dispose();
        }
    }

    private static string NewParty() => $"{310_000_000 + Random.Shared.Next(300)}";

    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient http,
        ScriptedSandbox maskinporten,
        string party
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/krav/{party}");
        var token = maskinporten.SystemUser(party).WithScopes(Scope);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.ToString());
        return await http.SendAsync(request, Cancel);
    }

    private static async Task<WebApplication> StartAppAsync(ScriptedSandbox maskinporten, ChaosAltinn altinn)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(maskinporten.Configuration);
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["SystemUser:RequiredScopes:0"] = Scope,
                ["SystemUser:Altinn:BaseAddress"] = altinn.Address,
                ["SystemUser:Decisions:PermitLifetime"] = "00:00:00.200",
                ["SystemUser:Decisions:RefusalLifetime"] = "00:00:00.100",
                ["SystemUser:Decisions:AttemptTimeout"] = Patient,
                ["SystemUser:Decisions:TotalTimeout"] = Patient,
                ["SystemUser:Decisions:MaxConcurrentCalls"] = $"{MaxConcurrentCalls}",
            }
        );
        builder.Services.AddSystemUserAuthorization();
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/krav/{partsidentifikator}", (AuthorizedParty party) => party.ToString())
            .RequireSystemUserRight("ske-krav-og-betalinger", right => right.PartyFromRoute = "partsidentifikator");
        await app.StartAsync(Cancel);
        return app;
    }
}
