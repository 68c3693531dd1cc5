using DeepQ.Environments;
using DeepQ.Learning;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Networks.Layers;
using DeepQ.Learning.Replay;

namespace DeepQ.Benchmarks;

/// <summary>A network that sees images, and transitions of a game, or of random pixels, to learn from.</summary>
/// <param name="Game">The game that is played at random; null for random pixels.</param>
/// <param name="Image">The number of channels, rows and columns.</param>
/// <param name="Convolutions">The convolutions.</param>
/// <param name="Units">The hidden layer behind them.</param>
/// <param name="Actions">The number of actions.</param>
/// <param name="BatchSize">The number of transitions in a batch.</param>
internal sealed record ImageProblem(
    string? Game, int[] Image, IReadOnlyList<ConvolutionShape> Convolutions, int Units, int Actions, int BatchSize)
    : LearningProblem([Image.Aggregate(1, (size, axis) => size * axis), Units, Actions], BatchSize)
{
    private const int GameSteps = 20_000;
    private const int Frames = 500;

    /// <summary>Those of the table: two games with MinAtar's network, and Nature's.</summary>
    public static IEnumerable<ImageProblem> All =>
    [
        OfGame("MinAtar/Breakout-v0", channels: 4, batchSize: 32),
        OfGame("MinAtar/Breakout-v0", channels: 4, batchSize: 100),
        OfGame("MinAtar/Seaquest-v0", channels: 10, batchSize: 32),
        OfGame("MinAtar/Seaquest-v0", channels: 10, batchSize: 100),
        new(null, [4, 84, 84], ConvolutionShape.Nature, 512, 6, 32),
    ];

    /// <summary>A game of MinAtar with its usual network.</summary>
    public static ImageProblem OfGame(string name, int channels, int batchSize) =>
        new(name, [channels, 10, 10], ConvolutionShape.Small, 128, 6, batchSize);

    public override double UpdateFlops => 2.0 * BatchSize * ((4 * Products()) - Products(firstOnly: true));

    public override double ActFlops => 2.0 * Products();

    public override DqnOptions Options
    {
        get
        {
            DqnOptions options = base.Options;
            options.Network = options.Network with { Convolutions = Convolutions };
            return options;
        }
    }

    public override PeerSettings PeerSettings => base.PeerSettings with
    {
        Capacity = Game is null ? Frames : GameSteps,
        Image = Image,
        Convolutions = [.. Convolutions.Select(shape => (int[])[shape.Channels, shape.Kernel, shape.Stride])],
        Scale = Game is null ? 1f / 255 : 1,
    };

    public override string NetworkName => ToString();

    private BoxSpace Observations => new(Image, 0, Game is null ? 255 : 1, ElementType.UInt8);

    public override ReplayBuffer Transitions()
    {
        // Kept as a training keeps them: a bit a value in a game.
        ReplayBuffer buffer = new(PeerSettings.Capacity, Observations, streams: 1, maskedActions: 0);
        Fill((state, action, next, ends) => buffer.Add(state, action, 1, next, ends));
        return buffer;
    }

    public override float[] State()
    {
        float[]? first = null;
        Fill((state, _, _, _) => first ??= [.. state]);
        return first!;
    }

    public override QNetwork CreateNetwork() => Options.Network.CreateNetwork(Observations, Actions, new Xoshiro256(2));

    public override string ToString() => Game is null
        ? $"Nature's network, {string.Join('×', Image)}, batch {BatchSize}"
        : $"MinAtar's network, {Game}, {Image[0]} channels, batch {BatchSize}";

    protected override void Fill(Action<float[], int, float[], bool> add)
    {
        Xoshiro256 random = new(1);
        float[] state = new float[Sizes[0]], next = new float[Sizes[0]];
        IEnvironment? game = Game is null ? null : EnvironmentRegistry.Standard.Make(Game);
        Begin();
        for (int i = 0; i < PeerSettings.Capacity; i++)
        {
            int action = random.Next(Actions);
            bool ends = i % 20 == 19;
            if (game is null)
                Draw(next);
            else
                ends = game.Step(action, random, next).Terminated;
            add(state, action, next, ends);
            next.CopyTo(state, 0);
            if (ends)
                Begin();
        }

        void Begin()
        {
            if (game is null)
                Draw(state);
            else
                game.Reset(random, state);
        }

        void Draw(float[] pixels)
        {
            foreach (ref float pixel in pixels.AsSpan())
                pixel = random.Next(256);
        }
    }

    // The multiplications of one state; of the first convolution alone, which needs no gradient of its input.
    private double Products(bool firstOnly = false)
    {
        (int channels, int height, int width) = (Image[0], Image[1], Image[2]);
        double products = 0;
        foreach (ConvolutionShape shape in Convolutions)
        {
            height = ((height - shape.Kernel) / shape.Stride) + 1;
            width = ((width - shape.Kernel) / shape.Stride) + 1;
            products += (double)height * width * shape.Channels * channels * shape.Kernel * shape.Kernel;
            channels = shape.Channels;
            if (firstOnly)
                return products;
        }

        return products + ((double)channels * height * width * Units) + ((double)Units * Actions);
    }
}
