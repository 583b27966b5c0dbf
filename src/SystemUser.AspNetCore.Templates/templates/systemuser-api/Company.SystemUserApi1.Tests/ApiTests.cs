using System.Net;
using Microsoft.AspNetCore.Mvc.Testing;
using SystemUser.AspNetCore.Testing;
using SystemUser.Sandbox.Wire.Scripted;
using Xunit;

namespace Company.SystemUserApi1.Tests;

// The real pipeline and really signed tokens, without a network: what Altinn decides is what the test says.
public sealed class ApiTests : IAsyncDisposable
{
    private const string Owner = "310904473";

    private readonly WebApplicationFactory<Program> _api;
    private readonly ScriptedSandbox _sandbox;
    private readonly MaskinportenToken _token;

    public ApiTests()
    {
        _api = new WebApplicationFactory<Program>().WithSystemUserSandbox(out _sandbox);
        _token = _sandbox.SystemUser(Owner).WithScopes("my:scope");
    }

    [Theory]
    [InlineData("/v1/mine")]
    [InlineData($"/v1/parties/{Owner}")]
    public async Task System_user_gets_in_when_it_has_the_right(string path)
    {
        _sandbox.Pdp.Permit(_token.SystemUserId, party: Owner, resource: "my-resource", action: "read");

        Assert.Equal(HttpStatusCode.OK, await GetAsync(path, _token));
    }

    [Fact]
    public async Task Accountants_system_user_gets_in_for_its_client_alone()
    {
        var accountant = _sandbox.SystemUser("314250052").WithScopes("my:scope");
        _sandbox.Pdp.For(party: "312714051").Permit();
        _sandbox.Pdp.For(party: "313750531").NotApplicable();

        Assert.Equal(HttpStatusCode.OK, await GetAsync("/v1/parties/312714051", accountant));
        Assert.Equal(HttpStatusCode.Forbidden, await GetAsync("/v1/parties/313750531", accountant));
    }

    [Fact]
    public async Task System_user_is_refused_when_it_has_not_the_right()
    {
        _sandbox.Pdp.Always.NotApplicable();

        Assert.Equal(HttpStatusCode.Forbidden, await GetAsync("/v1/mine", _token));
    }

    [Fact]
    public async Task Caller_is_refused_when_it_has_no_token() =>
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync("/v1/mine", token: null));

    [Fact]
    public async Task Nobody_gets_in_while_Altinn_is_gone()
    {
        _sandbox.Pdp.Always.Drop();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await GetAsync("/v1/mine", _token));
    }

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    private async Task<HttpStatusCode> GetAsync(string path, MaskinportenToken? token)
    {
        using var client = _api.CreateClient();
        if (token is not null)
        {
            client.AuthenticateAs(token);
        }

        using var response = await client.GetAsync(path, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
