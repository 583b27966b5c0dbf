using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.Wire.Scripted.Internal;

namespace SystemUser.Sandbox.Wire.Scripted;

/// <summary>A sentence about calls to one endpoint, such as <c>sandbox.Token.Next.Fail(503)</c>.</summary>
public sealed class EndpointScript : CallScript<EndpointScript>
{
    internal EndpointScript(Arrangements arrangements, Arrangement arrangement)
        : base(arrangements, arrangement) { }

    /// <summary>Answers as the endpoint does when nothing is arranged: after a delay, say, or once more.</summary>
    public void Work() => Arrange(static arrangement => arrangement);
}
