using System.Globalization;

namespace DeepQ.Environments.Checking;

/// <summary>Checks the description of observations for settings that do not fit together.</summary>
internal static class ObservationSpaceCheck
{
    // The last axis of a smaller image may be its columns rather than its channels.
    private const int LeastImage = 16;

    /// <summary>Returns one sentence for each finding.</summary>
    public static IEnumerable<string> Run(BoxSpace space, bool asImage)
    {
        string shape = string.Join(", ", space.Shape);
        int beyond = space.ElementType == ElementType.UInt8 ? FirstBeyondByte(space) : -1;
        if (beyond >= 0)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"The observations are stored as bytes (UInt8), which hold integers from 0 to 255, but position {beyond} "
                + $"has the bounds {space.Low[beyond]} and {space.High[beyond]}. Set the bounds that the values have, by which they "
                + $"are scaled, or set the element type to Float32.");
        }

        if (space is { ElementType: ElementType.Float32, Shape.Count: 3 }
            && space.Low.All(low => low == 0) && space.High.All(high => high == byte.MaxValue))
        {
            yield return $"The observations of shape ({shape}) have the bounds 0 and 255 and the element type Float32, which "
                + "is not scaled: a network sees values up to 255. Set the element type to UInt8, whose values are divided by "
                + "their upper bound and take a quarter of the memory, or scale them to [0, 1].";
        }

        if (asImage && space.Shape is [int first, int second, int last] && EndsInChannels(first, second, last))
        {
            yield return $"The observations have the shape ({shape}), which convolutions read as (channel, height, width): "
                + $"{first} channels of {second} × {last}. If it is (height, width, channel), write the channels first: "
                + $"({last}, {first}, {second}).";
        }
    }

    private static int FirstBeyondByte(BoxSpace space) => Enumerable.Range(0, space.Size)
        .FirstOrDefault(i => space.Low[i] < 0 || space.High[i] > byte.MaxValue, -1);

    private static bool EndsInChannels(int first, int second, int last) => last < Math.Min(first, second)
        && (first == second || (last is 1 or 3 or 4 && Math.Min(first, second) >= LeastImage));
}
