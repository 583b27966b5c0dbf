using SystemUser.AspNetCore.Altinn;

namespace SystemUser.AspNetCore.Benchmarks.Engine;

/// <summary>An own token that is always at hand, as it is nearly always.</summary>
internal sealed class FixedToken : IAltinnTokenProvider
{
    private readonly string _token = new('x', 1200);

    public ValueTask<string> GetTokenAsync(string scope, string? rejectedToken, CancellationToken cancellationToken) =>
        new(_token);
}
