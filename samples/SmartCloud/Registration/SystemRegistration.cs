using System.Text.Json;
using Microsoft.Extensions.Options;
using SmartCloud.Altinn;
using SmartCloud.Configuration;
using SmartCloud.Customers;
using SmartCloud.Failures;
using SmartCloud.Keys;

namespace SmartCloud.Registration;

/// <summary>Registers SmartCloud's two systems in Altinn's system register.</summary>
/// <param name="register">Altinn's system register.</param>
/// <param name="descriptions">What the systems should be.</param>
/// <param name="sandbox">Registers the clients, where SmartCloud can do that itself.</param>
/// <param name="keys">The keys.</param>
/// <param name="customers">The customers, some of whom may be connected to a system that is no longer there.</param>
/// <param name="options">The environment.</param>
internal sealed class SystemRegistration(
    SystemRegister register,
    SystemDescriptions descriptions,
    SandboxClients sandbox,
    ClientKeys keys,
    CustomerRegister customers,
    IOptions<SmartCloudOptions> options
)
{
    private static readonly SystemKind[] Kinds = [SystemKind.Standard, SystemKind.Agent];

    /// <summary>Finds out where the systems stand.</summary>
    /// <param name="cancellationToken">Ends when the caller hangs up.</param>
    public async Task<IReadOnlyList<SystemStanding>> FindAsync(CancellationToken cancellationToken)
    {
        var systems = new List<SystemStanding>();
        foreach (var kind in Kinds)
        {
            var wanted = descriptions.Describe(kind);
            var answer = await register.FindAsync(wanted.Id, cancellationToken);
            var standing = SystemStanding.Compare(wanted, answer);
            var jwk = JsonSerializer.Serialize(keys.For(kind).PublicJwk, KeysJson.Default.PublicJwk);
            systems.Add(new(kind, wanted, jwk, standing, standing is StandingKind.Unknown ? answer.Failure : null));
        }

        return systems;
    }

    /// <summary>Registers the systems, or brings what is registered up to date.</summary>
    /// <param name="cancellationToken">Ends when the caller hangs up.</param>
    /// <returns>Why it could not be done; or <see langword="null"/>.</returns>
    public async Task<Failure?> RegisterAsync(CancellationToken cancellationToken)
    {
        var isSandbox = options.Value.Environment is SmartCloudEnvironment.Sandbox;
        if (isSandbox)
        {
            foreach (var kind in Kinds)
            {
                if (await sandbox.RegisterAsync(kind, cancellationToken) is { } failure)
                {
                    return failure;
                }
            }
        }

        foreach (var kind in Kinds)
        {
            var system = descriptions.Describe(kind);
            var before = await register.FindAsync(system.Id, cancellationToken);
            var answer = await register.RegisterAsync(system, cancellationToken);
            if (answer.Failure is { } failure)
            {
                return failure;
            }

            if (isSandbox && before.Failure is { Kind: FailureKind.SystemNotRegistered })
            {
                customers.Forget(kind);
            }
        }

        return null;
    }
}
