using System.Text;
using DeepQ.Environments;

namespace DeepQ.Benchmarks;

/// <summary>Writes a log of drawn numbers as text.</summary>
internal static class LogText
{
    /// <summary>The number of steps of an episode.</summary>
    public const int Steps = 200;

    /// <summary>A line a step: episode, state, action, reward, whether it is the last.</summary>
    public static void Write(string path, int rows, int values, int actions)
    {
        Xoshiro256 random = new(1);
        using StreamWriter writer = new(path, append: false, Encoding.ASCII, 1 << 20);
        for (int row = 0; row < rows; row++)
        {
            writer.Write(row / Steps);
            for (int i = 0; i < values; i++)
            {
                writer.Write(",0.");
                writer.Write(random.Next(1_000, 10_000));
            }

            writer.Write(',');
            writer.Write(random.Next(actions));
            writer.Write(',');
            writer.Write(random.Next(10));
            writer.WriteLine(row % Steps == Steps - 1 ? ",1" : ",0");
        }
    }
}
