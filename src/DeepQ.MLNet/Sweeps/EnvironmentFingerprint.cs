using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using DeepQ.Environments;
using DeepQ.Learning.Training;

namespace DeepQ.MLNet.Sweeps;

/// <summary>Identifies environments by their spaces and behavior, because two with the same name may differ.</summary>
public static class EnvironmentFingerprint
{
    private const int Steps = 256;

    /// <summary>
    /// Takes some random steps. Only behavior that repeats with the same draws is included.
    /// </summary>
    /// <param name="create">Makes an environment.</param>
    /// <returns>Its name, spaces and behavior, as text.</returns>
    public static string Of(Func<IEnvironment> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        IEnvironment environment = create();
        string first = Play(environment);
        string behavior = first == Play(create()) ? $", {first}" : "";
        BoxSpace space = environment.ObservationSpace;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{environment.Name} with observations {RunSettings.Text(space.Shape)} and actions " +
            $"{RunSettings.Text(environment.ActionSpace.Names)}{behavior}");
    }

    private static string Play(IEnvironment environment)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes<float>([.. environment.ObservationSpace.Low]));
        hash.AppendData(MemoryMarshal.AsBytes<float>([.. environment.ObservationSpace.High]));
        VectorEnvironment one = new([environment], new Xoshiro256(1));
        Xoshiro256 random = new(2);
        one.Reset();
        for (int step = 0; step < Steps; step++)
        {
            hash.AppendData(MemoryMarshal.AsBytes(one.Observations));
            int[] legal = [.. Enumerable.Range(0, one.ActionSpace.Count).Where(action => one.ActionMasks[action])];
            one.Step([legal[random.Next(legal.Length)]]);
            hash.AppendData(MemoryMarshal.AsBytes(one.FinalObservations));
            hash.AppendData(MemoryMarshal.AsBytes(one.Rewards));
            hash.AppendData([one.Terminated[0] ? (byte)1 : (byte)0, one.Truncated[0] ? (byte)1 : (byte)0]);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
