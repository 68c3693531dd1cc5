using System.Globalization;

namespace DeepQ.Environments.Checking;

/// <summary>Looks for what does not fit in the description of observations.</summary>
internal static class ObservationSpaceCheck
{
    // A smaller image with so few values along its last axis may have that many columns.
    private const int LeastImage = 16;

    /// <summary>One sentence for each finding.</summary>
    public static IEnumerable<string> Run(BoxSpace space, bool asImage)
    {
        string shape = string.Join(", ", space.Shape);
        int beyond = space.ElementType == ElementType.UInt8 ? FirstBeyondByte(space) : -1;
        if (beyond >= 0)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"The observations are stored as bytes (UInt8), which hold whole numbers from 0 to 255, but position {beyond} "
                + $"has the bounds {space.Low[beyond]} and {space.High[beyond]}. Give the bounds of the values, by which they "
                + $"are scaled, or the element type Float32.");
        }

        if (space is { ElementType: ElementType.Float32, Shape.Count: 3 }
            && space.Low.All(low => low == 0) && space.High.All(high => high == byte.MaxValue))
        {
            yield return $"The observations of shape ({shape}) have the bounds 0 and 255 and the element type Float32, which "
                + "is not scaled: a network sees values up to 255. Give the element type UInt8, whose values are divided by "
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
