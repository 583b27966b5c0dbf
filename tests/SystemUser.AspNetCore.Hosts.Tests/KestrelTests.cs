using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Tests.Authorization;
using SystemUser.AspNetCore.Tests.Support;

namespace SystemUser.AspNetCore.Hosts.Tests;

/// <summary>Callers who break off, dawdle and flood, on a real socket: nothing of them stays, and the next is answered.</summary>
public sealed class KestrelTests
{
    private const int Many = 30;
    private const string End = "Host: localhost\r\nConnection: close\r\n\r\n";

    [Theory]
    [InlineData("its headers")]
    [InlineData("Maskinporten's keys")]
    [InlineData("the own token")]
    [InlineData("the decision")]
    [InlineData("its body")]
    [InlineData("the answer")]
    public async Task Nothing_stays_of_callers_who_break_off_in_the_midst_of(string phase)
    {
        await using var host = await KestrelHost.StartAsync();
        var held = new TaskCompletionSource();
        Hold(host, phase, held.Task);
        var token = host.Token();

        var sockets = await Task.WhenAll(
            Enumerable.Range(0, Many).Select(_ => host.SayAsync(Beginning(phase, token.ToString())))
        );
        await Poll.UntilAsync(() => phase == "its headers" ? host.Connections == Many : host.Requests == Many);
        Array.ForEach(sockets, KestrelHost.Abort);
        await Poll.UntilAsync(() => host.Connections == 0 && host.Requests == 0); // while what they asked for is still held
        held.SetResult();

        // What failed while it was held is not tried again at once.
        await Poll.UntilAsync(async () =>
            (await host.AskAsync(Get("/krav", token.ToString()))).StartsWith("HTTP/1.1 200")
        );
        await Poll.UntilAsync(() => host.Connections == 0 && host.Requests == 0);
        host.Sandbox.Pdp.Calls.Count.ShouldBe(1); // all of them asked the same, and whoever broke off took nothing with him
        host.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Callers_whose_bodies_do_not_come_hold_nobody_up_and_are_answered_4xx()
    {
        await using var host = await KestrelHost.StartAsync();
        host.Sandbox.Pdp.Permit();
        var token = host.Token().ToString();
        var slow = await Task.WhenAll(
            Enumerable.Range(0, Many).Select(_ => host.SayAsync(Beginning("its body", token)))
        );
        await Poll.UntilAsync(() => host.Requests == Many);

        (await host.AskAsync(Get("/krav", token))).ShouldStartWith("HTTP/1.1 200");

        var answers = await Task.WhenAll(slow.Select(KestrelHost.ReadAsync));
        answers.ShouldAllBe(answer => answer.Length == 0 || answer.StartsWith("HTTP/1.1 4"));
        Array.ForEach(slow, socket => socket.Dispose());
        await Poll.UntilAsync(() => host.Connections == 0 && host.Requests == 0);
        host.Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1000, 10, "431")] // more headers than Kestrel takes
    [InlineData(1, 64 * 1024, "431")] // a longer one
    [InlineData(90, 100, "200")]
    public async Task Headers_are_refused_when_they_are_a_flood(int count, int length, string status)
    {
        await using var host = await KestrelHost.StartAsync();
        host.Sandbox.Pdp.Permit();
        var flood = string.Concat(Enumerable.Range(0, count).Select(i => $"X-{i}: {new string('x', length)}\r\n"));

        var answer = await host.AskAsync($"GET /krav HTTP/1.1\r\nAuthorization: Bearer {host.Token()}\r\n{flood}{End}");

        answer.ShouldStartWith("HTTP/1.1 " + status);
        host.Sandbox.Pdp.Calls.Count.ShouldBe(status == "200" ? 1 : 0);
        await Poll.UntilAsync(() => host.Connections == 0);
    }

    [Theory]
    [InlineData(1, 20 * 1024)]
    [InlineData(50, 100)]
    public async Task Tokens_are_refused_when_they_are_a_flood(int count, int length)
    {
        await using var host = await KestrelHost.StartAsync();
        var flood = string.Concat(Enumerable.Repeat($"Authorization: Bearer {new string('x', length)}\r\n", count));

        var answer = await host.AskAsync($"GET /krav HTTP/1.1\r\n{flood}{End}");

        answer.ShouldStartWith("HTTP/1.1 401");
        answer.ShouldContain("\"code\":\"token-invalid\"");
    }

    [Fact]
    public async Task A_thousand_requests_in_one_go_on_one_connection_are_each_judged_by_their_own_token()
    {
        await using var host = await KestrelHost.StartAsync();
        host.Sandbox.Pdp.Permit();
        var good = host.Token().ToString();
        var bad = host.Token().Without("exp").ToString();
        var requests = Enumerable
            .Range(0, 999)
            .Select(i =>
                $"GET /krav HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {(i % 2 == 0 ? good : bad)}\r\n\r\n"
            )
            .Append(Get("/krav", bad));

        var answer = await host.AskAsync(string.Concat(requests));

        var statuses = answer.Split("HTTP/1.1 ")[1..].Select(one => one[..3]).ToList();
        statuses.ShouldBe(Enumerable.Range(0, 1000).Select(i => i % 2 == 0 ? "200" : "401"));
        await Poll.UntilAsync(() => host.Connections == 0);
    }

    internal static void Hold(KestrelHost host, string phase, Task until)
    {
        if (phase == "Maskinporten's keys")
        {
            host.Sandbox.Metadata.Next.HeldUntil(until).Fail(503);
        }
        else if (phase == "the own token")
        {
            host.Sandbox.Token.Next.HeldUntil(until).Fail(503);
        }

        if (phase == "the decision")
        {
            host.Sandbox.Pdp.Always.HeldUntil(until).Permit();
        }
        else
        {
            host.Sandbox.Pdp.Permit();
        }
    }

    private static string Beginning(string phase, string token) =>
        phase switch
        {
            "its headers" => $"GET /krav HTTP/1.1\r\nAuthorization: Bearer {token[..40]}",
            "its body" =>
                $"POST /body HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\nContent-Length: 1000\r\n\r\n3",
            "the answer" => Get("/long", token),
            _ => Get("/krav", token),
        };

    private static string Get(string path, string token) =>
        $"GET {path} HTTP/1.1\r\nAuthorization: Bearer {token}\r\n{End}";
}
