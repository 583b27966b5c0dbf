namespace SystemUser.AspNetCore.Configuration;

/// <summary>Where Altinn is: section <c>SystemUser:Altinn</c>.</summary>
public sealed class AltinnOptions
{
    /// <summary>Gets or sets the platform's address, such as <c>https://platform.altinn.no</c>. Defaults to the environment's.</summary>
    public string? BaseAddress { get; set; }

    /// <summary>Gets or sets the provider's subscription key at Altinn's API gateway. Required unless <c>IPolicyDecisionPoint</c> is replaced.</summary>
    public string? SubscriptionKey { get; set; }
}
