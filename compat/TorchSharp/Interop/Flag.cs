namespace TorchSharp;

/// <summary>A C <c>int</c> that is read as a truth value.</summary>
internal readonly struct Flag
{
    private readonly int _value;

    private Flag(int value) => _value = value;

    public static implicit operator Flag(bool value) => new(value ? 1 : 0);

    public static implicit operator bool(Flag flag) => flag._value != 0;
}
