namespace SystemUser.Sandbox.Portal.Pages;

/// <summary>Someone whom the visitor may be.</summary>
/// <param name="Pid">The person's identity number.</param>
/// <param name="Person">The person's name.</param>
/// <param name="Number">The number of the organization that the person acts for.</param>
/// <param name="Organization">Its name.</param>
/// <param name="Roles">What the person is there.</param>
public sealed record WhoChoice(string Pid, string Person, string Number, string Organization, string Roles)
{
    /// <summary>Whether the person may answer the request that the visitor was sent to; <see langword="null"/> if there is none.</summary>
    public bool? MayAnswer { get; init; }
}
