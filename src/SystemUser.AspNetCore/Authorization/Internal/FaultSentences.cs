using SystemUser.AspNetCore.Claims;

namespace SystemUser.AspNetCore.Authorization.Internal;

/// <summary>What is wrong with a system user, in a sentence for the caller.</summary>
internal static class FaultSentences
{
    public static string Of(SystemUserFault fault) =>
        fault switch
        {
            SystemUserFault.SeveralSystemUsers => "The token speaks for several system users.",
            SystemUserFault.SeveralIds => "The token's 'systemuser_id' holds several ids.",
            SystemUserFault.InvalidId => "The token's 'systemuser_id' is missing or not a uuid.",
            SystemUserFault.InvalidOwner => "The token's 'systemuser_org' is missing or not an organization number.",
            _ => "The token's 'authorization_details' is malformed.",
        };
}
