using System.Text.Json;
using SmartCloud.Failures;

namespace SmartCloud.Altinn;

/// <summary>Altinn's system register, as a vendor uses it.</summary>
/// <param name="altinn">Calls Altinn.</param>
internal sealed class SystemRegister(AltinnCalls altinn)
{
    private const string Systems = "systemregister/vendor";

    /// <summary>Finds a system of the vendor's own.</summary>
    /// <param name="systemId">Its id.</param>
    /// <param name="cancellationToken">Ends when the caller hangs up.</param>
    /// <returns>The system; or a failure, of kind <see cref="FailureKind.SystemNotRegistered"/> if it is not there.</returns>
    public async Task<Answer<RegisteredSystem>> FindAsync(string systemId, CancellationToken cancellationToken)
    {
        var answer = await altinn.SendAsync(HttpMethod.Get, PathOf(systemId), body: null, cancellationToken);
        if (!answer.TryGet(out var reply, out var failure))
        {
            return failure;
        }

        // An unknown id is answered with 404, or with 204 and nothing.
        return reply.StatusCode is 404 or 204 ? reply.Fail(FailureKind.SystemNotRegistered)
            : reply.Succeeded ? reply.Read(AltinnJson.Default.RegisteredSystem)
            : AltinnProblems.Explain(reply);
    }

    /// <summary>Registers a system, or brings what is registered up to date.</summary>
    /// <param name="system">The system.</param>
    /// <param name="cancellationToken">Ends when the caller hangs up.</param>
    /// <returns>The system; or why it could not be registered.</returns>
    public async Task<Answer<RegisteredSystem>> RegisterAsync(
        RegisteredSystem system,
        CancellationToken cancellationToken
    )
    {
        var found = await FindAsync(system.Id, cancellationToken);
        if (found.Failure is { Kind: not FailureKind.SystemNotRegistered } lookUp)
        {
            return lookUp;
        }

        var (method, path) = found.Value is null ? (HttpMethod.Post, Systems) : (HttpMethod.Put, PathOf(system.Id));
        var body = JsonSerializer.SerializeToUtf8Bytes(system, AltinnJson.Default.RegisteredSystem);
        var answer = await altinn.SendAsync(method, path, body, cancellationToken);
        return !answer.TryGet(out var reply, out var failure) ? failure
            : reply.Succeeded ? system
            : AltinnProblems.Explain(reply);
    }

    private static string PathOf(string systemId) => $"{Systems}/{Uri.EscapeDataString(systemId)}";
}
