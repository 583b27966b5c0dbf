using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Maskinporten;

namespace SystemUser.AspNetCore.Tests.Authorization;

/// <summary>The provider's own block-list: who is on it gets nowhere, whatever rights its system users hold.</summary>
public sealed class BlockedCallerTests
{
    private const string Vendor = "991825827";
    private const string OtherVendor = "974761076";
    private const string ClientId = "7ee41fbd-2c0f-4c9d-9f2c-0a5f2f8a2a11";

    private static readonly SystemUserRight s_right = new(Door.Resource, "read");

    [Theory]
    [InlineData(Vendor)]
    [InlineData(ClientId)]
    [InlineData("7EE41FBD-2C0F-4C9D-9F2C-0A5F2F8A2A11")]
    public async Task A_blocked_caller_is_refused_on_every_endpoint_that_takes_Maskinporten_tokens(string blocked)
    {
        await using var door = await OpenAsync(blocked);
        door.Sandbox.Pdp.Permit();
        var token = door.Token().With("client_id", ClientId);

        foreach (var path in new[] { "/right", "/scope", "/plain", "/asked", "/asked-of-user" })
        {
            (await door.GetAsync(path, token)).ShouldBe(403, "caller-blocked");
        }

        door.Sandbox.Pdp.Calls.ShouldBeEmpty();
        door.Audit.Records.Count.ShouldBe(3);
        door.Audit.Records.ShouldAllBe(record => record.Code == "caller-blocked" && !record.Granted);
    }

    [Fact]
    public async Task A_blocked_organization_is_refused_as_supplier_of_another_consumer()
    {
        await using var door = await OpenAsync(OtherVendor);
        door.Sandbox.Pdp.Permit();

        (await door.GetAsync("/right", door.Token().WithSupplier(OtherVendor))).ShouldBe(403, "caller-blocked");
        (await door.GetAsync("/right", door.Token())).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_blocked_caller_is_told_so_before_anything_is_said_of_its_system_user_and_scopes()
    {
        await using var door = await OpenAsync(Vendor);

        (await door.GetAsync("/right", door.Token().WithDetails().WithScopes())).ShouldBe(403, "caller-blocked");
        var expired = door.Token().ExpiresIn(TimeSpan.FromMinutes(-5));
        (await door.GetAsync("/right", expired)).ShouldBe(401, "token-expired", "Bearer error=\"invalid_token\"");
    }

    [Fact]
    public async Task A_caller_is_blocked_and_let_in_again_while_the_app_runs()
    {
        await using var door = await OpenAsync(OtherVendor);
        door.Sandbox.Pdp.Permit();
        var token = door.Token();
        (await door.GetAsync("/right", token)).Status.ShouldBe(200);

        Block(door, Vendor);
        (await door.GetAsync("/right", token)).ShouldBe(403, "caller-blocked");

        Block(door, OtherVendor);
        (await door.GetAsync("/right", token)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_faulty_entry_that_comes_while_the_app_runs_changes_nothing()
    {
        await using var door = await OpenAsync(Vendor);

        Block(door, "91825827");

        (await door.GetAsync("/right", door.Token())).ShouldBe(403, "caller-blocked");
    }

    [Theory]
    [InlineData("")]
    [InlineData(" 991825827")]
    [InlineData("99182582")]
    [InlineData("9918258270")]
    [InlineData("0192:991825827")]
    [InlineData("0192-991825827")]
    [InlineData("NO991825827")]
    [InlineData("991825827MVA")]
    public async Task The_start_stops_at_an_entry_that_would_block_nobody(string entry)
    {
        var exception = await Should.ThrowAsync<Exception>(async () =>
        {
            await using var door = await OpenAsync(entry);
        });

        exception.Message.ShouldContain("'SystemUser:Vendors:Blocked:0' is no caller");
    }

    private static void Block(Door door, string caller)
    {
        var configuration = (IConfigurationRoot)door.Services.GetRequiredService<IConfiguration>();
        configuration["SystemUser:Vendors:Blocked:0"] = caller;
        configuration.Reload();
    }

    private static Task<Door> OpenAsync(string blocked) =>
        Door.OpenAsync(
            app =>
            {
                app.MapGet("/right", () => "in").RequireSystemUserRight(Door.Resource);
                app.MapGet("/scope", () => "in").RequireMaskinportenScope(Door.Scope);
                app.MapGet("/plain", () => "in")
                    .RequireAuthorization(policy =>
                        policy
                            .AddAuthenticationSchemes(MaskinportenDefaults.AuthenticationScheme)
                            .RequireAuthenticatedUser()
                    );
                app.MapGet(
                    "/asked",
                    (HttpContext context, ISystemUserAuthorizer authorizer) =>
                        AskAsync(authorizer.AuthorizeAsync(context, s_right, OrganizationNumber.Parse(Door.Owner)))
                );
                app.MapGet(
                    "/asked-of-user",
                    async (HttpContext context, ISystemUserAuthorizer authorizer) =>
                    {
                        AltinnSystemUser.TryRead(context.User, out var systemUser, out _);
                        return await AskAsync(
                            authorizer.AuthorizeAsync(systemUser!, s_right, OrganizationNumber.Parse(Door.Owner))
                        );
                    }
                );
            },
            settings: [("SystemUser:Vendors:Blocked:0", blocked)]
        );

    private static async Task<IResult> AskAsync(Task<SystemUserAuthorizationResult> asking) =>
        (await asking).Problem?.ToResult() ?? Results.Text("in");
}
