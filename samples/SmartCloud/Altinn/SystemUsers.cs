using SmartCloud.Customers;
using SmartCloud.Failures;

namespace SmartCloud.Altinn;

/// <summary>The system users of the vendor's systems.</summary>
/// <param name="altinn">Calls Altinn.</param>
internal sealed class SystemUsers(AltinnCalls altinn)
{
    /// <summary>Says whether a system user exists.</summary>
    /// <param name="systemId">Its system.</param>
    /// <param name="owner">Who owns it.</param>
    /// <param name="externalRef">The name that it was asked for under.</param>
    /// <param name="cancellationToken">Ends when the caller hangs up.</param>
    public async Task<Answer<bool>> ExistsAsync(
        string systemId,
        OrganizationNumber owner,
        string externalRef,
        CancellationToken cancellationToken
    )
    {
        var found = await FindAsync(systemId, owner, externalRef, cancellationToken);
        return found.TryGet(out _, out var failure) ? true
            : failure.Kind is FailureKind.Revoked ? false
            : failure;
    }

    /// <summary>Finds a system user; the failure is <see cref="FailureKind.Revoked"/> where there is none.</summary>
    /// <param name="systemId">Its system.</param>
    /// <param name="owner">Who owns it.</param>
    /// <param name="externalRef">The name that it was asked for under.</param>
    /// <param name="cancellationToken">Ends when the caller hangs up.</param>
    public async Task<Answer<SystemUserFound>> FindAsync(
        string systemId,
        OrganizationNumber owner,
        string externalRef,
        CancellationToken cancellationToken
    )
    {
        var query =
            $"?system-id={Uri.EscapeDataString(systemId)}&orgno={owner}&external-ref={Uri.EscapeDataString(externalRef)}";
        var answer = await altinn.SendAsync(
            HttpMethod.Get,
            "systemuser/vendor/byquery" + query,
            body: null,
            cancellationToken
        );
        if (!answer.TryGet(out var reply, out var failure))
        {
            return failure;
        }

        if (reply.StatusCode is 404 or 204)
        {
            return new Failure(FailureKind.Revoked, Service.Altinn);
        }

        if (!reply.Succeeded)
        {
            return AltinnProblems.Explain(reply);
        }

        var answered = reply.Read(AltinnJson.Default.SystemUserFound);
        return answered.Value is { IsDeleted: true } ? new Failure(FailureKind.Revoked, Service.Altinn) : answered;
    }
}

/// <summary>A system user as its vendor sees it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="IsDeleted">Whether it has been deleted.</param>
internal sealed record SystemUserFound(Guid Id, bool IsDeleted);
