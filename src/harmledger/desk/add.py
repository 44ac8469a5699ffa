"""Dropped files in; what would become of each, and, once somebody says so, the record with them out."""

from __future__ import annotations

from litestar import MediaType, Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.datastructures import UploadFile
from litestar.params import FromPath
from litestar.response import Redirect

from harmledger.capture import ColumnMap
from harmledger.desk import batches, intake_work
from harmledger.desk.access import needs
from harmledger.desk.asked import Asked, Form, pages_of, workbench_of
from harmledger.flow.add import TRIED, try_out

UPLOAD_BYTES_MAX = 256 * 1024 * 1024
"""Bytes of all files handed in at once; more go in with `harmledger build`, which reads from disk."""
FILES_MAX = 500


@get("/add", opt=needs("add"), sync_to_thread=False)
def choose(request: Asked) -> Response[bytes]:
    """The page on which files are dropped."""
    return pages_of(request).set(
        request, "add.html", nav="add", mebibytes=UPLOAD_BYTES_MAX // 1024**2, files=FILES_MAX
    )


@post("/add", opt=needs("add"), request_max_body_size=UPLOAD_BYTES_MAX)
async def hand_in(request: Asked) -> Redirect:
    """Keeps the files aside and leads to what would become of them."""
    form = await request.form()
    uploads = [
        batches.Upload(each.filename, each.file)
        for each in form.getall("files", [])
        if isinstance(each, UploadFile) and each.filename
    ]
    batch = await sync_to_thread(batches.keep, workbench_of(request).record, uploads)
    return Redirect(f"/add/{batch.id}")


@get("/add/{batch_id:str}", opt=needs("add"), sync_to_thread=True)
def show(request: Asked, batch_id: FromPath[str]) -> Response[bytes]:
    """What would become of each input, or how far the work on them is."""
    bench = workbench_of(request)
    batch = batches.find(bench.record, batch_id)
    told = intake_work.look(batch)
    tried = [] if told else try_out(batch.files, bench.ledger, settings=bench.settings, columns=batch.columns)
    return pages_of(request).set(
        request, "batch.html", nav="add", batch=batch.id, told=told, tried=tried, tried_max=TRIED,
        columns=ColumnMap.__struct_fields__, chosen=batch.columns,
        fates={fate: sum(each.fate == fate for each in tried) for fate in ("new", "known", "refused")},
    )  # fmt: skip


@post("/add/{batch_id:str}/columns", opt=needs("add"), sync_to_thread=True)
def map_columns(request: Asked, batch_id: FromPath[str], data: Form) -> Redirect:
    """Keeps which column of a table means what, and tries again."""
    batch = batches.find(workbench_of(request).record, batch_id)
    named = {name: data.get(name, "").strip() for name in ColumnMap.__struct_fields__}
    batch.map_columns(ColumnMap(**{name: column for name, column in named.items() if column}))
    return Redirect(f"/add/{batch.id}")


@post("/add/{batch_id:str}/take", opt=needs("add"), sync_to_thread=True)
def take(request: Asked, batch_id: FromPath[str]) -> Redirect:
    """Begins to take the files in."""
    bench = workbench_of(request)
    batch = batches.find(bench.record, batch_id)
    intake_work.begin(batch, bench.record, bench.settings)
    return Redirect(f"/add/{batch.id}")


@post("/add/{batch_id:str}/drop", opt=needs("add"), sync_to_thread=True)
def drop(request: Asked, batch_id: FromPath[str]) -> Redirect:
    """Forgets the files."""
    batches.find(workbench_of(request).record, batch_id).drop()
    return Redirect("/add")


@get("/add/{batch_id:str}/progress", opt=needs("add"), media_type=MediaType.HTML, sync_to_thread=True)
def progress(request: Asked, batch_id: FromPath[str]) -> Response[bytes]:
    """How far the work is, as the part of the page that asks for itself again until it is done."""
    batch = batches.find(workbench_of(request).record, batch_id)
    told = intake_work.look(batch)
    return pages_of(request).set(
        request, "progress.html", batch=batch.id, told=told, stages=intake_work.STAGES
    )
