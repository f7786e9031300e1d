"""The site's Vietnamese words for kinds, categories, states and changes: one place for all."""

from __future__ import annotations

from typing import Final

FOLDERS: Final = {
    "cot-moc": "Cột mốc",
    "bua-liem-vang": "Búa liềm vàng",
    "mo-hinh": "Mô hình",
    "van-ban": "Văn bản",
    "to-chuc": "Tổ chức",
    "dia-phuong": "Địa phương",
}
SECTION_LEADS: Final = {
    "cot-moc": "Hội nghị, giai đoạn, chương trình và kết quả của ngành Tổ chức xây dựng Đảng, theo loại rồi theo năm.",
    "mo-hinh": "Mô hình sắp xếp tổ chức bộ máy: căn cứ, số liệu trước và sau, khó khăn, và về sau ra sao.",
    "van-ban": "Nghị quyết, quy định, chỉ thị, đề án được nhắc đến trên Niên biểu và nơi mỗi văn bản được dùng.",
    "to-chuc": "Các cơ quan, tổ chức có mặt trong những cột mốc và mô hình: tên gọi, thay đổi, việc đã làm.",
    "dia-phuong": "Tỉnh, thành phố xuất hiện trên Niên biểu, gồm đơn vị hiện nay và những tên đã kết thúc.",
}
HOME_LEADS: Final = {
    "cot-moc": "Hội nghị, giai đoạn, chương trình và kết quả, theo từng năm.",
    "bua-liem-vang": "Giải báo chí toàn quốc về xây dựng Đảng: các lần trao, thể lệ, con số.",
    "mo-hinh": "Hợp nhất, kiêm nhiệm, văn phòng dùng chung: trước, sau và về sau.",
}
HOME_DESCRIPTION: Final = (
    "Cột mốc, giải Búa liềm vàng và mô hình sắp xếp tổ chức của ngành Tổ chức xây dựng Đảng; mỗi con số đều có nguồn."
)
MILESTONE_CATEGORIES: Final = {
    "founding": "Thành lập",
    "congress": "Đại hội",
    "conference": "Hội nghị",
    "document": "Ban hành văn bản",
    "period": "Giai đoạn",
    "programme": "Chương trình",
    "reform": "Cải cách",
    "personnel": "Công tác cán bộ",
    "research": "Nghiên cứu",
    "communication": "Tuyên truyền",
    "cooperation": "Hợp tác",
    "election": "Bầu cử",
    "anniversary": "Kỷ niệm",
}
MODEL_CATEGORIES: Final = {
    "merger": "Hợp nhất cơ quan",
    "shared-office": "Văn phòng dùng chung",
    "concurrent-posts": "Kiêm nhiệm, nhất thể hóa chức danh",
    "internal": "Sắp xếp bên trong một cơ quan",
    "downsizing": "Thu gọn đầu mối, tinh giản biên chế",
    "assessment": "Đánh giá cán bộ",
    "national": "Tổng hợp cả nước",
}
MODEL_STATUSES: Final = {
    "operating": "Đang vận hành",
    "ended": "Đã kết thúc",
    "replaced": "Được thay thế",
    "unknown": "Không rõ về sau",
}
DOCUMENT_TYPES: Final = {
    "resolution": "Nghị quyết",
    "decision": "Quyết định",
    "regulation": "Quy định",
    "directive": "Chỉ thị",
    "conclusion": "Kết luận",
    "programme": "Chương trình",
    "scheme": "Đề án",
    "plan": "Kế hoạch",
    "law": "Luật",
    "notice": "Thông báo",
    "agreement": "Thỏa thuận",
    "strategy": "Chiến lược",
}
PLACE_CATEGORIES: Final = {"province": "Tỉnh", "municipality": "Thành phố trực thuộc Trung ương"}
CHANGE_KINDS: Final = {
    "founded": "Thành lập",
    "renamed": "Đổi tên",
    "merged": "Hợp nhất",
    "split": "Tách",
    "transferred": "Chuyển giao",
    "reorganized": "Sắp xếp lại",
    "dissolved": "Kết thúc hoạt động",
}
QUALIFIERS: Final = {"exact": "", "about": "khoảng ", "over": "trên ", "under": "dưới "}
SOURCE_STATUSES: Final = {
    "ok": "mở được",
    "blocked": "bị chặn khi kiểm tra",
    "dead": "không còn mở được",
    "unknown": "chưa kiểm tra",
}
SOURCE_TYPES: Final = {
    "article-newspaper": "Bài báo",
    "article-magazine": "Bài tạp chí",
    "webpage": "Trang web",
    "legislation": "Văn bản",
    "report": "Báo cáo",
    "broadcast": "Phát thanh, truyền hình",
}
GRADES: Final = {"A": "cơ quan chính thức hoặc báo chí", "B": "trang tổng hợp hoặc đăng lại"}
