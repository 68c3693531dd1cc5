using System.Runtime.InteropServices;
using System.Text.Json;

namespace DeepQ.Environments.Python;

/// <summary>What the environments of a process observe and do, and where the parts of a row of results are.</summary>
internal sealed class PythonDescription
{
    private readonly bool _isIndex;

    /// <summary>Reads the body of a description.</summary>
    /// <exception cref="JsonException">It is no description.</exception>
    /// <exception cref="ArgumentException">It contradicts itself.</exception>
    public PythonDescription(ReadOnlySpan<byte> body)
    {
        int length = MemoryMarshal.Read<int>(body);
        using JsonDocument json = JsonDocument.Parse(body.Slice(sizeof(int), length).ToArray());
        JsonElement root = json.RootElement;
        int[] shape = [.. root.GetProperty("shape").EnumerateArray().Select(axis => axis.GetInt32())];
        string kind = root.GetProperty("kind").GetString()!;
        int actions = root.GetProperty("actions").GetInt32();
        HasActionMask = root.GetProperty("masked").GetBoolean();
        ActionSpace = ReadActions(root.GetProperty("names"), actions);
        _isIndex = kind == "index";
        if (_isIndex)
        {
            ObservationSpace = new(shape, low: 0, high: 1);
            ObservationBytes = sizeof(int);
            return;
        }

        ReadOnlySpan<float> bounds = MemoryMarshal.Cast<byte, float>(body[(sizeof(int) + length)..]);
        int size = bounds.Length / 2;
        ObservationSpace = new(
            shape,
            Bounds(bounds[..size]),
            Bounds(bounds[size..]),
            kind == "uint8" ? ElementType.UInt8 : ElementType.Float32);
        ObservationBytes = kind == "uint8" ? size : sizeof(float) * size;
    }

    /// <summary>The observations.</summary>
    public BoxSpace ObservationSpace { get; }

    /// <summary>The actions.</summary>
    public DiscreteSpace ActionSpace { get; }

    /// <summary>Gets whether the environments say which actions are legal.</summary>
    public bool HasActionMask { get; }

    /// <summary>The bytes of an observation in a row of results.</summary>
    public int ObservationBytes { get; }

    /// <summary>The bytes of a mask in a row of results.</summary>
    public int MaskBytes => HasActionMask ? ActionSpace.Count : 0;

    /// <summary>The bytes of a row of results: the reward, the observation, the mask and the flags.</summary>
    public int RowBytes => sizeof(double) + ObservationBytes + MaskBytes + 1;

    /// <summary>Writes an observation as values.</summary>
    /// <param name="bytes"><see cref="ObservationBytes"/> bytes.</param>
    /// <param name="observation">Room for the values.</param>
    public void Decode(ReadOnlySpan<byte> bytes, Span<float> observation)
    {
        if (_isIndex)
        {
            observation[..ObservationSpace.Size].Clear();
            observation[MemoryMarshal.Read<int>(bytes)] = 1;
        }
        else if (ObservationSpace.ElementType == ElementType.UInt8)
        {
            for (int i = 0; i < bytes.Length; i++)
                observation[i] = bytes[i];
        }
        else
        {
            MemoryMarshal.Cast<byte, float>(bytes).CopyTo(observation);
        }
    }

    // Gymnasium writes the greatest number where there is no bound.
    private static float[] Bounds(ReadOnlySpan<float> bounds)
    {
        const float Greatest = 1e30f;
        float[] values = bounds.ToArray();
        foreach (ref float value in values.AsSpan())
            value = value > Greatest ? float.PositiveInfinity : value < -Greatest ? float.NegativeInfinity : value;
        return values;
    }

    // Names that are missing or not all different are replaced by numbers.
    private static DiscreteSpace ReadActions(JsonElement names, int count)
    {
        string[] read = names.ValueKind == JsonValueKind.Array ? [.. names.EnumerateArray().Select(name => name.GetString()!)] : [];
        return read.Length == count && read.Distinct(StringComparer.Ordinal).Count() == count && !read.Any(string.IsNullOrWhiteSpace)
            ? new(read)
            : new(count);
    }
}
