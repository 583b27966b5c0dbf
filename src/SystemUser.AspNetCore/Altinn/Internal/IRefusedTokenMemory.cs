namespace SystemUser.AspNetCore.Altinn.Internal;

/// <summary>Is told when Altinn refuses even a token that was renewed because the one before it was refused.</summary>
internal interface IRefusedTokenMemory
{
    /// <summary>Remembers that renewing did not help, so that it is not tried again for a while.</summary>
    void RenewalDidNotHelp(string scope, string token);
}
