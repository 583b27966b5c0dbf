namespace SystemUser.Sandbox.Wire.Scripted;

/// <summary>The code under test made a call that the test has arranged no answer to.</summary>
public sealed class UnarrangedCallException : Exception
{
    /// <summary>Initializes the exception with a message of its own.</summary>
    public UnarrangedCallException()
        : this("A call was made that no answer is arranged for.") { }

    /// <summary>Initializes the exception.</summary>
    /// <param name="message">Which call it was, and how to arrange an answer.</param>
    public UnarrangedCallException(string message)
        : base(message) { }

    /// <summary>Initializes the exception.</summary>
    /// <param name="message">Which call it was, and how to arrange an answer.</param>
    /// <param name="innerException">What led to it.</param>
    public UnarrangedCallException(string message, Exception innerException)
        : base(message, innerException) { }
}
