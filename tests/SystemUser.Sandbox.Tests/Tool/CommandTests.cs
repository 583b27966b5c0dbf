using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using SystemUser.Sandbox.Hosting.Internal;
using SystemUser.Sandbox.Tests.Hosting;
using SystemUser.Sandbox.Tool.Internal;

namespace SystemUser.Sandbox.Tests.Tool;

/// <summary>The commands of <c>systemuser-sandbox</c>, beside a sandbox that runs.</summary>
public sealed class CommandTests : IAsyncLifetime
{
    private const string User = "33a0911a-5459-456f-bc57-3d37ef9a016c";
    private const string Ask = $"ask --system-user {User} --party 310904473 --resource my-api";

    private static readonly string[] s_permitted =
    [
        "ask",
        "--system-user",
        User,
        "--party",
        "310904473",
        "--resource",
        "ske-krav-og-betalinger",
    ];

    private readonly string _address = $"http://127.0.0.1:{DevelopedApp.FreePort()}";
    private SandboxHost? _host;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = StandaloneSandbox.Build([$"--SystemUserSandbox:Address={_address}"]);
        await _host.StartAsync(Cancelled);
    }

    public async ValueTask DisposeAsync()
    {
        await _host!.StopAsync(CancellationToken.None);
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Token_is_printed_alone_when_it_is_asked_for()
    {
        var (code, output, _) = await RunAsync("token", "--scope", "my:scope a:b", "--system-user", User);

        code.ShouldBe(0);
        var payload = JsonSerializer.Deserialize<JsonElement>(
            System.Buffers.Text.Base64Url.DecodeFromChars(output.Split('.')[1])
        );
        payload.GetProperty("scope").GetString().ShouldBe("my:scope a:b");
        payload.GetProperty("authorization_details").GetRawText().ShouldContain(User);
    }

    [Fact]
    public async Task Decision_is_Permit_when_the_resource_has_been_seeded()
    {
        string[] question = ["ask", "--system-user", User, "--party", "310904473", "--resource", "my-api"];
        var (before, unknown, _) = await RunAsync(question);

        var (seeded, said, remark) = await RunAsync("seed", "--resource=my-api", "--scope=my:scope");
        var (after, permit, _) = await RunAsync(question);

        before.ShouldBe(3);
        unknown.ShouldStartWith("Indeterminate: ");
        seeded.ShouldBe(0);
        said.ShouldContain(
            $"System user {User} of 310904473, at the system 991825827_smartcloud_demo, holds the right."
        );
        said.ShouldContain(
            "of 314250052, at the system 991825827_smartcloud_ap_demo, holds the right for its owner's clients."
        );
        remark.ShouldContain("--SystemUserSandbox:Resources:my-api=my:scope");
        after.ShouldBe(0);
        permit.ShouldStartWith("Permit: ");
    }

    [Fact]
    public async Task Resource_stays_as_it_is_when_it_is_there_already()
    {
        var (code, said, _) = await RunAsync("seed", "--resource=ske-krav-og-betalinger", "--scope=my:scope");

        code.ShouldBe(0);
        said.ShouldEndWith("already, and stays as it is, with the scope that it has.");
    }

    [Fact]
    public async Task Remark_is_made_when_a_token_is_of_a_system_user_that_there_is_not()
    {
        var unknown = Guid.NewGuid().ToString();

        var (code, token, remark) = await RunAsync("token", "--scope", "my:scope", "--system-user", unknown);

        code.ShouldBe(0);
        token.Split('.').Length.ShouldBe(3);
        remark.ShouldStartWith($"The sandbox has no system user {unknown}");
    }

    [Theory]
    [InlineData("token --scope my:scope", "Hello.")]
    [InlineData("token --scope my:scope", "a.b.c")]
    [InlineData("token --scope my:scope", "{}")]
    [InlineData("seed --resource my-api --scope my:scope", "Hello.")]
    [InlineData("seed --resource my-api --scope my:scope", "{}")]
    [InlineData("seed --resource my-api --scope my:scope", "[]")]
    [InlineData(Ask, "Hello.")]
    [InlineData(Ask, "[]")]
    [InlineData(Ask, """{"response":{}}""")]
    [InlineData(Ask, """{"response":[]}""")]
    [InlineData(Ask, "{}")]
    public async Task Command_ends_with_a_direction_when_what_answers_is_no_sandbox(string line, string body)
    {
        await using var other = DevelopedApp.Builder().Build();
        other.MapFallback(() => body);
        await other.StartAsync(Cancelled);
        var address = other.Urls.Single();

        var (code, _, errors) = await RunAsync([.. line.Split(' '), "--sandbox", address]);

        code.ShouldBe(1);
        errors.ShouldStartWith($"What answers at {address}/ is no sandbox, or one with a fault.");
        await other.StopAsync(Cancelled);
    }

    [Fact]
    public async Task Answer_says_why_when_the_decision_is_not_Permit()
    {
        var (code, output, _) = await RunAsync(
            "ask",
            "--system-user",
            User,
            "--party",
            "312714051",
            "--resource",
            "ske-krav-og-betalinger",
            "--action",
            "write"
        );

        code.ShouldBe(3);
        output.ShouldStartWith($"NotApplicable: system user {User}");
    }

    [Fact]
    public async Task Answer_says_that_a_fault_answers_when_no_decision_is_made()
    {
        await RunAsync(s_permitted);
        await SwitchOnAsync("indeterminate");

        var (code, output, errors) = await RunAsync(s_permitted);

        code.ShouldBe(3);
        output.ShouldBe(
            "Indeterminate: a fault that is switched on answers in place of the decision point. "
                + $"Look at {_address}/sandbox/faults."
        );
        errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Command_ends_with_a_direction_when_one_question_gets_two_results()
    {
        await SwitchOnAsync("wrong");

        var (code, output, errors) = await RunAsync(s_permitted);

        code.ShouldBe(1);
        output.ShouldBeEmpty();
        errors.ShouldBe(
            "One question got 2 results, which is no decision. A fault that is switched on may answer so. "
                + $"Look at {_address}/sandbox/faults."
        );
    }

    [Fact]
    public async Task Reason_is_not_told_when_the_log_has_it_of_somebody_elses_question()
    {
        await using var other = DevelopedApp.Builder().Build();
        other.MapGet("/api/GetEnterpriseToken", () => "token");
        other.MapPost("/authorization/api/v1/authorize", () => """{"response":[{"decision":"Permit"}]}""");
        other.MapGet(
            "/sandbox/decisions",
            () => """[{"why":"another","traceId":"0af7651916cd43dd8448eb211c80319c"}]"""
        );
        await other.StartAsync(Cancelled);

        var (code, output, _) = await RunAsync([.. s_permitted, "--sandbox", other.Urls.Single()]);

        code.ShouldBe(0);
        output.ShouldStartWith("Permit: a fault that is switched on answers");
        await other.StopAsync(Cancelled);
    }

    [Theory]
    [InlineData("seed --resource my --scope my:scope", "The sandbox answered 400: identifier must be at least four")]
    [InlineData("token --scope my:scope --system-user me", "The sandbox answered 400: systemUserId must be the uuid")]
    public async Task Command_ends_with_the_sandboxs_reason_when_it_refuses(string line, string why)
    {
        var (code, output, errors) = await RunAsync(line.Split(' '));

        code.ShouldBe(2);
        output.ShouldBeEmpty();
        errors.ShouldStartWith(why);
    }

    [Fact]
    public async Task Command_ends_with_a_direction_when_no_sandbox_runs()
    {
        var nobody = $"http://127.0.0.1:{DevelopedApp.FreePort()}/";

        var (code, _, errors) = await RunAsync("token", "--scope", "my:scope", "--sandbox", nobody);

        code.ShouldBe(1);
        errors.ShouldBe(
            $"No sandbox answers at {nobody}. Start one with systemuser-sandbox, or name where it is with --sandbox http://localhost:5091."
        );
    }

    [Theory]
    [InlineData("tokn", "There is no command 'tokn'. Write one of keygen, token, seed, ask, or --help.")]
    [InlineData("token", "token needs --scope, such as --scope my:scope.")]
    [InlineData(
        "token --scop a:b",
        "token has no option '--scop'. Write --scope, --system-user, --sandbox, or --help."
    )]
    [InlineData("token --scope", "--scope has no value. Write it behind --scope, or see --help.")]
    [InlineData("token --scope --system-user", "--scope has no value. Write it behind --scope, or see --help.")]
    [InlineData(
        "token --scope a:b --scope c:d",
        "--scope is there twice. Write it once; several scopes stand in one, with spaces between them."
    )]
    [InlineData("keygen --format der", "--format is 'der'. Write jwk or pem.")]
    [InlineData(
        "ask --system-user me --party 310904473 --resource my-api",
        "--system-user is 'me'. Write the uuid of a system user, such as 33a0911a-5459-456f-bc57-3d37ef9a016c."
    )]
    [InlineData(
        "ask --system-user 33a0911a-5459-456f-bc57-3d37ef9a016c --party 999 --resource my-api",
        "--party is '999'. Write an organization number of nine digits, such as 310904473."
    )]
    [InlineData("token --sandbox 5090", "--sandbox is '5090'. Write an address, such as http://localhost:5090.")]
    public async Task Command_ends_with_a_direction_when_the_line_is_wrong(string line, string direction)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();

        var code = await SandboxTool.RunAsync(line.Split(' '), output, errors, Cancelled);

        code.ShouldBe(2);
        output.ToString().ShouldBeEmpty();
        errors.ToString().TrimEnd().ShouldBe(direction);
    }

    [Fact]
    public async Task Process_prints_its_version_when_asked()
    {
        var (code, output, _) = await SandboxRun.ToTheEndAsync(null, "--version");

        code.ShouldBe(0);
        Version.TryParse(output.Trim().Split('-')[0], out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Process_ends_with_a_direction_when_an_option_is_none()
    {
        var (code, output, errors) = await SandboxRun.ToTheEndAsync(null, "--prot=5091");

        code.ShouldBe(2);
        output.ShouldBeEmpty();
        errors.ShouldStartWith("There is no option '--prot=5091'.");
    }

    [Fact]
    public async Task Process_ends_with_the_commands_exit_code()
    {
        var (code, output, errors) = await SandboxRun.ToTheEndAsync(null, "tokn");

        code.ShouldBe(2);
        output.ShouldBeEmpty();
        errors.ShouldStartWith("There is no command 'tokn'.");
    }

    private async Task SwitchOnAsync(string kind)
    {
        using var http = new HttpClient { BaseAddress = new Uri(_address) };
        using var answer = await http.PutAsJsonAsync("/sandbox/faults/pdp", new { kind }, Cancelled);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private async Task<(int Code, string Output, string Errors)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        string[] line = args.Contains("--sandbox") ? args : [.. args, "--sandbox", _address];
        var code = await SandboxTool.RunAsync(line, output, errors, Cancelled);
        return (code, output.ToString().TrimEnd(), errors.ToString().TrimEnd());
    }
}

/// <summary>Keys, for which no sandbox is needed.</summary>
public sealed class KeygenTests
{
    [Fact]
    public async Task Key_is_one_in_all_its_forms_when_it_is_made()
    {
        var all = await RunAsync(TextWriter.Null, "keygen", "--kid", "mine");

        var lines = all.Split('\n').Select(line => line.Trim()).ToList();
        using var fromPem = RSA.Create();
        fromPem.ImportFromPem(all[all.IndexOf("-----BEGIN PRIVATE KEY-----", StringComparison.Ordinal)..]);
        var modulus = System.Buffers.Text.Base64Url.EncodeToString(fromPem.ExportParameters(false).Modulus);
        var jwk = JsonSerializer.Deserialize<JsonElement>(lines.Single(line => line.StartsWith("{\"kty\"")));
        var registered = JsonSerializer.Deserialize<JsonElement>(lines.Single(line => line.StartsWith("{\"keys\"")));
        jwk.GetProperty("kid").GetString().ShouldBe("mine");
        jwk.GetProperty("n").GetString().ShouldBe(modulus);
        registered.GetProperty("keys")[0].GetProperty("n").GetString().ShouldBe(modulus);
        registered.GetRawText().ShouldNotContain("\"d\"");
    }

    [Theory]
    [InlineData("jwk", "{\"kty\":\"RSA\"")]
    [InlineData("pem", "-----BEGIN PRIVATE KEY-----")]
    public async Task One_form_is_printed_alone_when_it_is_named_and_the_public_part_where_errors_go(
        string format,
        string start
    )
    {
        using var remarks = new StringWriter();

        var key = await RunAsync(remarks, "keygen", "--format", format);

        key.ShouldStartWith(start);
        key.ShouldNotContain("keys");
        remarks.ToString().ShouldContain("{\"keys\":[{\"kty\":\"RSA\"");
    }

    private static async Task<string> RunAsync(TextWriter remarks, params string[] args)
    {
        using var output = new StringWriter();
        var code = await SandboxTool.RunAsync(args, output, remarks, TestContext.Current.CancellationToken);
        code.ShouldBe(0);
        return output.ToString().TrimEnd();
    }
}
