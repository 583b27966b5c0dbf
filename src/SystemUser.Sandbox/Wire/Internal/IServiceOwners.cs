namespace SystemUser.Sandbox.Wire.Internal;

/// <summary>What Altinn knows of those who ask its policy decision point.</summary>
internal interface IServiceOwners
{
    /// <summary>Says whether a subscription key (<c>Ocp-Apim-Subscription-Key</c>) is one that was handed out.</summary>
    /// <param name="subscriptionKey">The key.</param>
    /// <returns><see langword="true"/> if it opens the gateway.</returns>
    bool KnowsSubscriptionKey(string subscriptionKey);

    /// <summary>Finds the code that Altinn has given a service owner, such as <c>skd</c>.</summary>
    /// <param name="organizationNumber">The organization number.</param>
    /// <returns>The code, or <see langword="null"/> if the organization owns no services.</returns>
    string? FindOrgCode(string organizationNumber);
}
