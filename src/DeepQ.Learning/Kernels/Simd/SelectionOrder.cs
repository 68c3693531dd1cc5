using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DeepQ.Learning.Kernels.Simd;

/// <summary>
/// For each choice of eight positions, the source of each position when the chosen ones move to the front.
/// </summary>
internal static class SelectionOrder
{
    private static readonly int[] Orders = CreateOrders();

    /// <summary>Returns the order for a choice, given as one bit per position.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Of(uint places) =>
        Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(Orders), places * 8);

    private static int[] CreateOrders()
    {
        int[] orders = new int[256 * 8];
        for (int places = 0; places < 256; places++)
        {
            int next = places * 8;
            for (int place = 0; place < 8; place++)
            {
                if (((places >> place) & 1) != 0)
                    orders[next++] = place;
            }
        }

        return orders;
    }
}
