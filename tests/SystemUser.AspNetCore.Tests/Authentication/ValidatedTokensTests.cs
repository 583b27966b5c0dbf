using System.Text;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using SystemUser.AspNetCore.Authentication.Internal;
using SystemUser.AspNetCore.Claims.Internal;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Maskinporten.Internal;
using SystemUser.AspNetCore.Tests.Claims;

namespace SystemUser.AspNetCore.Tests.Authentication;

/// <summary>The memory of validated tokens stays small.</summary>
public sealed class ValidatedTokensTests
{
    private readonly VerifiedToken _verified;
    private DateTimeOffset _now = TestApp.Start;

    public ValidatedTokensTests()
    {
        PayloadReader.Read(Encoding.UTF8.GetBytes(SampleTokens.Skatteetaten), out _, out var reading);
        var metadata = new MaskinportenMetadata("i", new Uri("https://i"), new OpenIdConnectConfiguration());
        _verified = new VerifiedToken(reading!, metadata, new SystemUserOptions());
    }

    [Fact]
    public void Is_bounded_in_number()
    {
        var tokens = new ValidatedTokens(maxCount: 10, maxBytes: long.MaxValue);

        Flood(tokens, 1000);

        tokens.Count.ShouldBeInRange(10, 20);
    }

    [Fact]
    public void Is_bounded_in_bytes()
    {
        var tokens = new ValidatedTokens(maxCount: int.MaxValue, maxBytes: 1000);

        Flood(tokens, 1000, size: 100);

        tokens.Count.ShouldBeInRange(10, 20);
    }

    [Fact]
    public void Keeps_a_token_that_is_met_again()
    {
        var tokens = new ValidatedTokens(maxCount: 10, maxBytes: long.MaxValue);
        tokens.Add(Digest("regular"), New(100));

        for (var i = 0; i < 1000; i++)
        {
            tokens.Add(Digest($"{i}"), New(100));
            tokens.Find(Digest("regular")).ShouldNotBeNull();
        }

        tokens.Find(Digest("0")).ShouldBeNull();
    }

    [Fact]
    public void Lets_go_of_what_is_older_than_any_token_gets()
    {
        var tokens = new ValidatedTokens();
        Flood(tokens, 100);

        for (var i = 0; i < 3; i++)
        {
            _now += TimeSpan.FromMinutes(6);
            tokens.Add(Digest("later"), New(100));
        }

        tokens.Count.ShouldBeLessThan(5);
    }

    [Fact]
    public void Stays_whole_under_many_threads()
    {
        var tokens = new ValidatedTokens(maxCount: 50, maxBytes: long.MaxValue);

        Parallel.For(
            0,
            10_000,
            i =>
            {
                var digest = Digest($"{i % 200}");
                if (tokens.Find(digest) is null)
                {
                    tokens.Add(digest, New(100));
                }
            }
        );

        tokens.Count.ShouldBeInRange(1, 150);
    }

    private static TokenDigest Digest(string text) => TokenDigest.Of(text)!.Value;

    private void Flood(ValidatedTokens tokens, int count, int size = 100)
    {
        for (var i = 0; i < count; i++)
        {
            tokens.Add(Digest($"flood {i}"), New(size));
        }
    }

    private RecognizableToken New(int size) => new(_verified, new JwtBearerOptions(), null, _now, size);
}
