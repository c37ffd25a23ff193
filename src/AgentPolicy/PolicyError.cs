namespace AgentPolicy;

/// <summary>That a policy's condition, or the request, had no value, and why. The default value is no error.</summary>
public readonly struct PolicyError
{
    private readonly PolicyInfo? _policy;
    // The parts of an error value: a decision is copied more often than its error is looked at.
    private readonly long _error;
    private readonly string? _detail;

    internal PolicyError(PolicyInfo policy, in PolicyValue error)
    {
        _policy = policy;
        _error = error.ErrorBits;
        _detail = error.ErrorDetail;
    }

    /// <summary>The policy that erred; <see cref="PolicyInfo.None"/> where the request itself is at fault.</summary>
    public PolicyInfo Policy => _policy ?? PolicyInfo.None;

    /// <summary>The kind of error; <see cref="PolicyErrorKind.None"/> in the default value.</summary>
    public PolicyErrorKind Kind => Value.ErrorKind;

    /// <summary>What went wrong, in words, without any argument's value. Empty in the default value. Made when asked for.</summary>
    public string Message => Value.IsError ? Value.DescribeError() : "";

    /// <summary>What the message is about, such as an exception's type.</summary>
    internal string? Detail => _detail;

    /// <inheritdoc/>
    public override string ToString() => Policy.Id.Length == 0 ? Message : $"{Policy.Id}: {Message}";

    private PolicyValue Value => _error == 0 ? default : PolicyValue.ErrorOf(_error, _detail);
}
