using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.Tokens;

namespace SystemUser.AspNetCore.Authentication.Internal;

/// <summary>A token that has been through everything, and under what.</summary>
/// <param name="Token">What was verified.</param>
/// <param name="Scheme">The scheme's options that the handler validated it under.</param>
/// <param name="SecurityToken">The handler's own object of it, kept only for events of the app that may look at it.</param>
/// <param name="ValidatedAt">When.</param>
/// <param name="Size">About how many bytes this keeps alive.</param>
internal sealed record RecognizableToken(
    VerifiedToken Token,
    JwtBearerOptions Scheme,
    SecurityToken? SecurityToken,
    DateTimeOffset ValidatedAt,
    int Size
);
