namespace SystemUser.AspNetCore.Benchmarks.Load;

/// <summary>What stands before the endpoint that is measured.</summary>
internal enum Way
{
    /// <summary>Nothing.</summary>
    Open,

    /// <summary>What the framework itself takes: a handler that returns a ready principal, and <c>RequireAuthorization()</c>.</summary>
    Floor,

    /// <summary>JwtBearer as it comes, and <c>RequireAuthorization()</c>: signature, issuer and lifetime, no scope, no right.</summary>
    Stock,

    /// <summary><c>[RequireSystemUserRight]</c>: scope, system user, and a right that is remembered.</summary>
    Ours,
}
